internal import CMartlet

/// An instant on the wall clock.
struct Timestamp: Sendable {
  /// Since the Unix epoch, as a telemetry frame has it.
  let microseconds: Int64

  static var now: Timestamp { Timestamp(microseconds: martlet_epoch_microseconds()) }

  /// Appends the instant as RFC 3339 has it, in UTC with milliseconds: `2026-01-02T03:04:05.678Z`.
  ///
  /// By hand, because Foundation stays out of raw-bytes functions, and `strftime` knows no
  /// milliseconds. What lies before the epoch is taken for it: no clock that runs says so.
  func append(to bytes: inout [UInt8]) {
    let milliseconds = max(0, microseconds) / 1000
    let (days, millisecondOfDay) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let (year, month, day) = Self.date(days: days)
    let seconds = millisecondOfDay / 1000
    bytes.append(digits: year, 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(digits: month, 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(digits: day, 2)
    bytes.append(UInt8(ascii: "T"))
    bytes.append(digits: seconds / 3600, 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(digits: seconds / 60 % 60, 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(digits: seconds % 60, 2)
    bytes.append(UInt8(ascii: "."))
    bytes.append(digits: millisecondOfDay % 1000, 3)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// The Gregorian date of a day since the epoch.
  ///
  /// Counted in years that begin in March, so that a leap day is a year's last, and in cycles of 400
  /// years, which all have the same number of days.
  private static func date(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    // From 1 March of the year 0 to the epoch.
    let (cycle, day) = (days + 719_468).quotientAndRemainder(dividingBy: 146_097)
    // Without the leap days that have passed, each year has 365: one each 4 years but not each 100;
    // the cycle's own, its last day, is in no year that follows.
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    // From March on, each five months have 153 days.
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    return (
      400 * cycle + year + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, dayOfMonth
    )
  }
}

extension [UInt8] {
  /// Appends a number with zeros in front; one with more digits gets them all.
  fileprivate mutating func append(digits number: Int64, _ width: Int) {
    var divisor: Int64 = 1
    for _ in 1..<width { divisor *= 10 }
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
