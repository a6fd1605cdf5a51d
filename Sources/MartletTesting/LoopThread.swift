internal import Glibc
internal import MartletCurl

/// A loop that runs on a thread of its own, since tests run on threads that nobody may block.
final class LoopThread: Sendable {
  let loop: RunLoop
  private let stop: AsyncStream<Never>.Continuation
  private let ended: AsyncStream<Never>

  init() async throws {
    let loop = try RunLoop()
    self.loop = loop
    let (stops, stop) = AsyncStream<Never>.makeStream()
    let (ended, end) = AsyncStream<Never>.makeStream()
    (self.stop, self.ended) = (stop, ended)
    try Self.start {
      loop.run { for await _ in stops {} }
      end.finish()
    }
  }

  /// Ends the loop once nothing of it is used any more.
  func end() async {
    stop.finish()
    for await _ in ended {}
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func start(_ work: @escaping @Sendable () -> Void) throws {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Work(work))
    let failure = pthread_create(
      &thread, nil,
      { context in
        context.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    guard failure == 0 else {
      context.release()
      throw InvocationError(
        "Test", "no thread for the emulator: \(String(cString: strerror(failure)))")
    }
    pthread_detach(thread)
  }
}
