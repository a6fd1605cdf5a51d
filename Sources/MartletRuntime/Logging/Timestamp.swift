internal import CMartlet
internal import MartletHTTP

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
    let date = CivilDate(daysSince1970: days)
    let seconds = millisecondOfDay / 1000
    bytes.append(digits: date.year, 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(digits: date.month, 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(digits: date.day, 2)
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
