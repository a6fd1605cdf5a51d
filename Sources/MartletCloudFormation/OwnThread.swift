internal import Glibc

/// Runs work on a thread of its own: the loop's must not block, nor those of a test.
func onOwnThread(_ work: @escaping @Sendable () -> Void) throws(DeliveryError) {
  final class Box: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(work))
  let failure = pthread_create(
    &thread, nil,
    { box in
      box.map { Unmanaged<Box>.fromOpaque($0).takeRetainedValue().work() }
      return nil
    }, box.toOpaque())
  guard failure == 0 else {
    box.release()
    throw .system("pthread_create", failure)
  }
  pthread_detach(thread)
}
