/// Calls of `next` whose callers have finished sending.
///
/// A FIN says that its sender sends nothing more; whether it still reads, or has closed the socket or
/// ended, shows only when something is written to it: nobody there answers with a RST. So such a call
/// waits on, as with AWS's own emulator. Nothing is lost when the event is then written to nobody: the
/// runtime has it, by what the protocol says, and whoever of the runtime asks for the next one is given
/// it again. What must not be is that a runtime which hangs up and asks anew, again and again, holds a
/// descriptor of the emulator each time; since a runtime with one invocation at a time waits with one
/// call, its next call is the end of those before it that are in doubt.
///
/// With several invocations at a time each call is a place for an event of its own, which none repeats,
/// so there a FIN is taken for the end of the call.
extension ExecutionEnvironment {
  /// The caller of a waiting call has finished sending.
  func doubt(_ token: Int) {
    guard waiting.contains(where: { $0.token == token }) else { return }
    doubtful.insert(token)
  }

  /// The runtime asks again.
  func endDoubtful() {
    for token in doubtful { _ = abandon(token) }
    doubtful = []
  }
}
