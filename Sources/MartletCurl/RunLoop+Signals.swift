internal import CMartlet
internal import Glibc

extension RunLoop {
  /// Takes a signal from now on, whichever thread it is sent to: `action` runs on the loop's thread
  /// each time it comes, in the place of what the signal does by itself. Call it on that thread.
  ///
  /// - Throws: `TransportError`, code `system`, when the process is out of descriptors.
  public func onSignal(
    _ number: Int32, _ action: @escaping () -> Void
  ) throws(TransportError) {
    // A signal handler and not a signal descriptor, which sees a signal only if all threads block
    // it: a function's own threads may be there already.
    let descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard descriptor >= 0 else { throw .system("eventfd") }
    do throws(TransportError) {
      // The loop keeps the watch, and both last as long as the process.
      _ = try watch(descriptor, for: .readable) { _ in
        var count: UInt64 = 0
        if read(descriptor, &count, MemoryLayout.size(ofValue: count)) > 0 { action() }
      }
    } catch {
      close(descriptor)
      throw error
    }
    guard martlet_forward_signal(number, descriptor) == 0 else { throw .system("sigaction") }
  }
}
