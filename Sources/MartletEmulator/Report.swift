/// The figures of one invocation.
public struct Report: Sendable, Hashable {
  /// From the event to the runtime's next call, or to the failure.
  public var duration: Duration
  /// From the start of the process to its first call for an event; nil for a warm environment.
  public var initDuration: Duration?
  /// How long the restore of a snapshot took; nil where none was restored for this invocation.
  public var restoreDuration: Duration?
  /// In megabytes.
  public var memorySize: Int
  /// The highest resident size that the process ever had, in megabytes.
  public var maxMemoryUsed: Int?
  /// How the invocation ended.
  public var outcome: Timeline.Outcome
  /// Whether the environment has several invocations at a time. Nothing but the duration is then
  /// this invocation's own.
  public var isConcurrent = false

  /// Whole milliseconds, rounded up; the init phase is billed too, and so is a restore.
  public var billedMilliseconds: Int64 {
    Milliseconds.roundedUp(duration + (initDuration ?? .zero))
      + (restoreDuration.map { Milliseconds.roundedUp($0) } ?? 0)
  }

  /// The line that Lambda logs: fields separated and ended by tabs, Init Duration last but for
  /// the status.
  public func line(requestID: String) -> String {
    var fields = [
      "REPORT RequestId: \(requestID)", "Duration: \(Milliseconds.text(duration)) ms",
    ]
    if !isConcurrent {
      fields += ["Billed Duration: \(billedMilliseconds) ms", "Memory Size: \(memorySize) MB"]
      if let maxMemoryUsed { fields.append("Max Memory Used: \(maxMemoryUsed) MB") }
    }
    if let initDuration { fields.append("Init Duration: \(Milliseconds.text(initDuration)) ms") }
    if let restoreDuration {
      fields += [
        "Restore Duration: \(Milliseconds.text(restoreDuration)) ms",
        "Billed Restore Duration: \(Milliseconds.roundedUp(restoreDuration)) ms",
      ]
    }
    switch outcome {
    case .success: break
    case .timeout: fields.append("Status: timeout")
    case .error(let type): fields += ["Status: error", "Error Type: \(type)"]
    }
    return fields.map { $0 + "\t" }.joined()
  }
}

/// Durations as Lambda's log lines spell them.
public enum Milliseconds {
  /// Milliseconds with two decimals.
  public static func text(_ duration: Duration) -> String {
    let hundredths = (nanoseconds(duration) + 5_000) / 10_000
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }

  static func roundedUp(_ duration: Duration) -> Int64 {
    (nanoseconds(duration) + 999_999) / 1_000_000
  }

  static func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
