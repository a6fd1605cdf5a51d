/// Where invocations come from and where their answers go: the Lambda Runtime API, or another
/// platform's contract. Nothing above it knows which.
protocol InvocationSource: AnyObject, SendableMetatype {
  /// How many invocations the platform gives one environment at a time.
  var concurrency: Int { get }

  /// Whether the platform ends code that is over its deadline; where it does not, the runtime cancels
  /// the task that handles the invocation.
  var endsOverdueCode: Bool { get }

  /// The init phase has succeeded. Comes once, before the first `next`.
  ///
  /// - Parameter pollers: how many tasks are going to ask for invocations.
  func didInit(pollers: Int)

  /// The platform has failed to take an answer of one of several pollers: that one ends, and the
  /// others with it, as soon as they have answered what they have.
  func endPolling()

  /// Waits for the next invocation, without a limit of time.
  ///
  /// - Returns: nil when the environment is being shut down.
  /// - Throws: when there is nothing more to wait for; the process then ends.
  func next() async throws(RuntimeError) -> Invocation?

  /// Answers an invocation with the function's output.
  func respond(
    to invocation: consuming Invocation, with body: [UInt8], contentType: String
  ) async throws(RuntimeError)

  /// Begins to answer an invocation part by part.
  ///
  /// - Throws: `streamClosed` where it cannot begin.
  func stream(
    _ invocation: consuming Invocation, contentType: String
  ) throws(RuntimeError) -> any ResponseStream

  /// Answers an invocation with an error.
  func fail(_ invocation: consuming Invocation, with error: ErrorDocument)
    async throws(RuntimeError)

  /// Reports that the init phase has failed. The process ends after it, so that a report which is
  /// refused or lost is logged and no more.
  func failInit(with error: ErrorDocument) async

  /// Asks the platform to say when it shuts the environment down; `next` then returns nil. Comes
  /// before the first `next`, and only for functions that have something to do about it.
  func watchShutdown() async

  /// When what a function does about the shutdown has to be over; nil until it begins.
  var shutdownDeadline: ContinuousClock.Instant? { get }

  /// Whether the environment is kept as a snapshot, and invocations are handled by copies of it.
  var isSnapshot: Bool { get }

  /// Offers the environment for its snapshot; returns in each copy of it, when that begins.
  func waitForRestore() async throws(RuntimeError)

  /// Reports that a copy cannot begin. The process ends after it, as after `failInit`.
  func failRestore(with error: ErrorDocument) async
}

/// The answer to one invocation, on its way part by part.
protocol ResponseStream: AnyObject {
  /// Sends a part, which is not empty; waits while the platform does not take it.
  ///
  /// - Throws: `streamClosed` where the platform has stopped reading.
  func write(_ bytes: [UInt8]) async throws(RuntimeError)

  /// Ends the answer. It is the last call, as `fail` is.
  func finish() async throws(RuntimeError)

  /// Ends the answer with an error behind its parts.
  func fail(with error: ErrorDocument) async throws(RuntimeError)
}

/// One invocation that waits for its answer.
///
/// Answering consumes it, so that it cannot be answered twice, and both answers take the request
/// ID from it, so that an answer cannot go to another request.
struct Invocation: ~Copyable {
  let event: [UInt8]
  let context: Context
}
