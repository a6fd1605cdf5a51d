internal import CMartlet
internal import Glibc

/// The time of day, for what callers and functions read. Nothing is measured with it.
enum WallClock {
  static var milliseconds: Int64 { martlet_epoch_milliseconds() }
  /// The time of day at an instant of the clock that things are measured with.
  static func milliseconds(at instant: ControlPlane.Instant) -> Int64 {
    let left = ControlPlane.Instant.now.duration(to: instant)
    return milliseconds + Milliseconds.nanoseconds(left) / 1_000_000
  }

  static var seconds: Int64 { milliseconds / 1000 }

  /// RFC 3339 in UTC with milliseconds, as Lambda's log lines have it.
  static func timestamp(_ time: Int64 = milliseconds, zone: String = "Z") -> String {
    formatted("%Y-%m-%dT%H:%M:%S", time / 1000) + "." + padded(time % 1000, 3) + zone
  }

  /// The day as it stands in a log stream's name.
  static func logStreamDay() -> String { formatted("%Y/%m/%d", seconds) }

  /// As in HTTP's `Date` (RFC 9110 §5.6.7).
  static func httpDate(_ seconds: Int64) -> String {
    formatted("%a, %d %b %Y %H:%M:%S GMT", seconds)
  }

  private static func formatted(_ format: String, _ seconds: Int64) -> String {
    var seconds = time_t(seconds)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      strftime(buffer.baseAddress!, buffer.count, format, &parts)
      return String(cString: buffer.baseAddress!)
    }
  }

  private static func padded(_ number: Int64, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
