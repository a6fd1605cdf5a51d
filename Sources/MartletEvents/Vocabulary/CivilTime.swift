/// The calendar's side of a point in time, in UTC (proleptic Gregorian, ISO 8601).
struct CivilTime {
  var year: Int64
  var month: Int64
  var day: Int64
  var hour: Int64
  var minute: Int64
  var second: Int64
  var nanosecond: Int32

  /// The point in time; nil where a part is out of its range.
  func unixTime(offsetMinutes: Int64) -> UnixTime? {
    guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
      (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    let time = (daysSince1970 * 24 + hour) * 3600 + minute * 60 + second
    return UnixTime(seconds: time - offsetMinutes * 60, nanoseconds: nanosecond)
  }

  /// Years are counted from March, so that the leap day is a year's last: the months before then
  /// begin after (153 m + 2) / 5 days.
  private var daysSince1970: Int64 {
    let years = month > 2 ? year : year - 1
    let months = month > 2 ? month - 3 : month + 9
    let leapDays = Self.floor(years, 4) - Self.floor(years, 100) + Self.floor(years, 400)
    return years * 365 + leapDays + (153 * months + 2) / 5 + day - 1 - 719_468
  }

  private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
    (number - (number % divisor + divisor) % divisor) / divisor
  }
}

extension CivilTime {
  /// The calendar's date and time of a point in time between the years 0 and 9999; a point outside
  /// counts as the nearest inside.
  init(_ time: UnixTime) {
    let seconds = min(max(time.seconds, -62_167_219_200), 253_402_300_799)
    let days = Self.floor(seconds, 86_400)
    let rest = seconds - days * 86_400
    let shifted = days + 719_468
    let era = Self.floor(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let months = (5 * dayOfYear + 2) / 153
    month = months < 10 ? months + 3 : months - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    day = dayOfYear - (153 * months + 2) / 5 + 1
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
    nanosecond = time.nanoseconds
  }

  /// `2026-03-01T12:00:00.000Z`.
  var iso8601: String {
    """
    \(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))T\
    \(Self.digits(hour, 2)):\(Self.digits(minute, 2)):\(Self.digits(second, 2)).\
    \(Self.digits(Int64(nanosecond / 1_000_000), 3))Z
    """
  }

  private static func digits(_ number: Int64, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}
