/// A source of invocations in the same process, which keeps their answers: a test's platform.
final class LocalSource: InvocationSource {
  private(set) var answer = LocalAnswer()

  let concurrency = 1
  let endsOverdueCode = true
  let shutdownDeadline: ContinuousClock.Instant? = nil
  let isSnapshot = false

  func didInit(pollers: Int) {}
  func endPolling() {}
  func next() async throws(RuntimeError) -> Invocation? { nil }

  func respond(
    to invocation: consuming Invocation, with body: [UInt8], contentType: String
  ) async throws(RuntimeError) {
    answer.contentType = contentType
    answer.parts = [body]
  }

  func stream(
    _ invocation: consuming Invocation, contentType: String
  ) throws(RuntimeError) -> any ResponseStream {
    answer.contentType = contentType
    answer.isStreamed = true
    return LocalStream(self)
  }

  func fail(
    _ invocation: consuming Invocation, with error: ErrorDocument
  ) async throws(RuntimeError) {
    fail(with: error)
  }

  func failInit(with error: ErrorDocument) async { fail(with: error) }
  func watchShutdown() async {}
  func waitForRestore() async throws(RuntimeError) {}
  func failRestore(with error: ErrorDocument) async { fail(with: error) }

  fileprivate func take(_ part: [UInt8]) { answer.parts.append(part) }
  fileprivate func fail(with error: ErrorDocument) { answer.failure = LocalAnswer.Failure(error) }
}

private final class LocalStream: ResponseStream {
  private let source: LocalSource

  init(_ source: LocalSource) { self.source = source }

  func write(_ bytes: [UInt8]) async throws(RuntimeError) { source.take(bytes) }
  func finish() async throws(RuntimeError) {}
  func fail(with error: ErrorDocument) async throws(RuntimeError) { source.fail(with: error) }
}
