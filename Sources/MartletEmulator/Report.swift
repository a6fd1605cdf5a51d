internal import MartletHTTP

/// The figures of one invocation.
public struct Report: Sendable, Hashable {
  /// From the event until the runtime and the extensions have made their next calls, or to the failure.
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
  /// `extensionOverhead` where there are extensions; `responseLatency` and `responseDuration` where
  /// the environment has several invocations at a time.
  public var spans: [Timeline.Span] = []
  /// The runtime's part, where no extension came after it that was told of it before.
  public var runtimeDone: Timeline.RuntimeDone?

  /// Whole milliseconds, rounded up; the init phase is billed too, and so is a restore.
  public var billedMilliseconds: Int64 {
    Milliseconds.roundedUp(duration + (initDuration ?? .zero))
      + (restoreDuration.map { Milliseconds.roundedUp($0) } ?? 0)
  }

  /// The line that Lambda logs: fields separated and ended by tabs, Init Duration last but for
  /// the status.
  public func line(requestID: String) -> String {
    String(decoding: lineBytes(requestID: requestID), as: UTF8.self)
  }

  func lineBytes(requestID: String) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(256)
    func add(_ name: String, _ value: String, _ unit: String = "") {
      line.append(text: name)
      line.append(text: ": ")
      line.append(text: value)
      line.append(text: unit)
      line.append(text: "\t")
    }
    add("REPORT RequestId", requestID)
    add("Duration", Milliseconds.text(duration), " ms")
    if !isConcurrent {
      add("Billed Duration", String(billedMilliseconds), " ms")
      add("Memory Size", String(memorySize), " MB")
      if let maxMemoryUsed { add("Max Memory Used", String(maxMemoryUsed), " MB") }
    }
    if let initDuration { add("Init Duration", Milliseconds.text(initDuration), " ms") }
    if let restoreDuration {
      add("Restore Duration", Milliseconds.text(restoreDuration), " ms")
      add("Billed Restore Duration", String(Milliseconds.roundedUp(restoreDuration)), " ms")
    }
    switch outcome {
    case .success: break
    case .timeout: add("Status", "timeout")
    case .error(let type):
      add("Status", "error")
      add("Error Type", type)
    }
    return line
  }
}

/// Durations as Lambda's log lines spell them.
public enum Milliseconds {
  /// Milliseconds with two decimals.
  public static func text(_ duration: Duration) -> String {
    let hundredths = (nanoseconds(duration) + 5_000) / 10_000
    let fraction = hundredths % 100
    var text = String(hundredths / 100)
    text += fraction < 10 ? ".0" : "."
    text += String(fraction)
    return text
  }

  static func roundedUp(_ duration: Duration) -> Int64 {
    (nanoseconds(duration) + 999_999) / 1_000_000
  }

  static func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
