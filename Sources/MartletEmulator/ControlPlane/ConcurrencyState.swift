/// An environment that has several invocations at a time (Lambda Managed Instances).
struct ConcurrencyState {
  /// How many invocations it may have at a time.
  let limit: Int
  /// How many of its calls of `next` wait.
  var waiting = 0
  /// How many of its pollers have answered and are expected to ask again soon.
  var returning = 0
  /// What it handles, oldest first.
  var running: [InvocationID] = []
  /// What it did not answer in time and may still answer, oldest first.
  private(set) var late: [Attempt] = []

  /// One attempt to handle a request.
  struct Attempt: Equatable {
    let requestID: String
    let invocationID: String
  }

  /// How many calls of `next` may wait: each holds a connection.
  static let mostWaiting = 10_000
  /// How large an error may be: 1 MiB.
  static let mostErrorBytes = 1 << 20
  /// How many late attempts are remembered.
  private static let mostLate = 1000

  init(limit: Int) { self.limit = limit }

  /// How many more invocations it can be given at once.
  var room: Int { min(waiting, limit - running.count) }

  mutating func isLate(_ request: InvocationRequest) {
    if late.count == Self.mostLate { late.removeFirst() }
    late.append(Attempt(requestID: request.requestID, invocationID: request.invocationID))
  }
}
