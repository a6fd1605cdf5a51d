/// Where invocations come from and where their answers go: the Lambda Runtime API, or another
/// platform's contract. Nothing above it knows which.
protocol InvocationSource: AnyObject {
  /// Waits for the next invocation, without a limit of time.
  ///
  /// - Throws: when there is nothing more to wait for; the process then ends.
  func next() async throws(RuntimeError) -> Invocation

  /// Answers an invocation with the function's output.
  func respond(
    to invocation: consuming Invocation, with body: [UInt8], contentType: String
  ) async throws(RuntimeError)

  /// Answers an invocation with an error.
  func fail(_ invocation: consuming Invocation, with error: ErrorDocument)
    async throws(RuntimeError)

  /// The init phase has succeeded; comes once, before the first `next`.
  func didInit(_ coldStart: ColdStart)

  /// Reports that the init phase has failed. The process ends after it, so that a report which is
  /// refused or lost is logged and no more.
  func failInit(with error: ErrorDocument) async
}

/// One invocation that waits for its answer.
///
/// Answering consumes it, so that it cannot be answered twice, and both answers take the request
/// ID from it, so that an answer cannot go to another request.
struct Invocation: ~Copyable {
  let event: [UInt8]
  let context: Context
}
