/// How a function's asynchronous invocations are tried again, and where their outcomes go.
public struct AsynchronousInvocation: Sendable, Hashable {
  /// How often an event is tried again after a function error: 0 to 2.
  public var maximumRetries: Int
  /// How old an event may become before it is given up: a minute to six hours on Lambda.
  public var maximumAge: Duration
  /// How long after each failure the next try begins: on Lambda a minute, then two.
  public var retryDelays: [Duration]
  /// Gets a record of each event that was handled.
  public var onSuccess: Destination?
  /// Gets a record of each event that was given up.
  public var onFailure: Destination?
  /// Gets each event that was given up, as a message of a queue.
  public var deadLetter: Destination?

  /// Where a record goes.
  public enum Destination: Sendable, Hashable {
    /// Another function of the emulator, invoked asynchronously. A record longer than an event may be,
    /// 1 MiB, is dropped; one that has gone in a circle, to a function that was invoked 16 times in the
    /// same chain of events, goes where the failures of that function go.
    case function(String)
    /// A file, as an absolute path; each record is a line at its end.
    case file(String)
  }

  /// Describes them; the defaults are Lambda's own.
  public init(
    maximumRetries: Int = 2, maximumAge: Duration = .seconds(21_600),
    retryDelays: [Duration] = [.seconds(60), .seconds(120)], onSuccess: Destination? = nil,
    onFailure: Destination? = nil, deadLetter: Destination? = nil
  ) {
    self.maximumRetries = maximumRetries
    self.maximumAge = maximumAge
    self.retryDelays = retryDelays
    self.onSuccess = onSuccess
    self.onFailure = onFailure
    self.deadLetter = deadLetter
  }
}
