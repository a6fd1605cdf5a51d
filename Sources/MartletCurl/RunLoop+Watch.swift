/// A descriptor that the loop watches for its owner, until the owner cancels.
public final class Watch {
  let descriptor: Int32
  let token: UInt64
  let onReady: (Readiness) -> Void
  private unowned let loop: RunLoop

  init(
    _ descriptor: Int32, token: UInt64, loop: RunLoop, onReady: @escaping (Readiness) -> Void
  ) {
    self.descriptor = descriptor
    self.token = token
    self.loop = loop
    self.onReady = onReady
  }

  /// Changes what the descriptor is watched for.
  public func change(to interest: Interest) throws(TransportError) {
    try loop.poller.watch(descriptor, for: interest, token: token, isKnown: true)
  }

  /// Ends the watch; events that are already on their way are dropped. Call it before the
  /// descriptor is closed, because its number may be given out again at once.
  public func cancel() {
    guard loop.state.watches[descriptor] === self else { return }
    loop.state.watches[descriptor] = nil
    loop.poller.unwatch(descriptor)
  }
}

extension RunLoop {
  /// Watches a descriptor; `onReady` runs on the loop's thread.
  public func watch(
    _ descriptor: Int32, for interest: Interest, onReady: @escaping (Readiness) -> Void
  ) throws(TransportError) -> Watch {
    // The generation tells a late event of a closed descriptor from one of its successor with the
    // same number.
    state.lastGeneration &+= 1
    let token = UInt64(state.lastGeneration) << 32 | UInt64(UInt32(bitPattern: descriptor))
    try poller.watch(descriptor, for: interest, token: token, isKnown: false)
    let watch = Watch(descriptor, token: token, loop: self, onReady: onReady)
    state.watches[descriptor] = watch
    return watch
  }

  func dispatch(_ token: UInt64, _ readiness: Readiness) {
    let descriptor = Int32(truncatingIfNeeded: token)
    guard let watch = state.watches[descriptor], watch.token == token else { return }
    watch.onReady(readiness)
  }
}
