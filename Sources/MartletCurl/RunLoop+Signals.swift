internal import CMartlet
internal import Glibc

extension RunLoop {
  /// Takes a signal from now on: `action` runs on the loop's thread each time it comes, in the
  /// place of what the signal does by itself. Call it on that thread, before other threads start.
  ///
  /// - Throws: `TransportError`, code `system`, when the process is out of descriptors.
  public func onSignal(
    _ number: Int32, _ action: @escaping () -> Void
  ) throws(TransportError) {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    let descriptor = signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    guard descriptor >= 0 else { throw .system("signalfd") }
    do throws(TransportError) {
      // The loop keeps the watch, and both last as long as the process.
      _ = try watch(descriptor, for: .readable) { _ in
        var info = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        while read(descriptor, &info, size) == size { action() }
      }
    } catch {
      close(descriptor)
      throw error
    }
    // Blocked, a signal waits for whoever reads it from the descriptor.
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }
}
