internal import CMartlet
internal import Glibc

/// Writes records as bytes, each with one `write`: lines of a stream, or frames where the platform
/// takes them.
///
/// Sharing is safe although the compiler cannot see it: `telemetry` is touched inside of
/// standard output's lock alone. It is that lock, because `print` takes it too, and a line that is
/// too long for one `write` is then not cut by a record; and because it is there without being made.
final class LogStream: @unchecked Sendable {
  private let format: LogSettings.Format
  private let output: Int32
  /// Where the platform takes frames; nil where it does not, or no longer.
  private var telemetry: Int32?

  init(_ format: LogSettings.Format, output: Int32, telemetry: Int32?) {
    self.format = format
    self.output = output
    self.telemetry = telemetry
  }

  func write(_ record: Log.Record) {
    martlet_lock_stdout()
    defer { martlet_unlock_stdout() }
    if let telemetry {
      let failure = writeAll(TelemetryFrame.bytes(of: record, as: format), to: telemetry)
      guard failure != 0 else { return }
      self.telemetry = nil
      writeLine(of: lost(telemetry, failure))
    }
    writeLine(of: record)
  }

  private func writeLine(of record: Log.Record) {
    var bytes: [UInt8] = []
    bytes.append(record, as: format, lineEnd: .carriageReturn)
    bytes.append(UInt8(ascii: "\n"))
    // Of a stream that takes nothing there is nobody to tell.
    _ = writeAll(bytes, to: output)
  }

  private func lost(_ descriptor: Int32, _ failure: Int32) -> Log.Record {
    let reason = String(cString: strerror(failure))
    return Log.Record(
      level: .warn,
      message: """
        descriptor \(descriptor) of _LAMBDA_TELEMETRY_LOG_FD takes no records (\(reason)); they go \
        to standard output
        """,
      errorType: nil, errorMessage: nil, metadata: [:], requestID: nil, traceID: nil, tenantID: nil,
      instant: .now)
  }
}
