internal import MartletHTTP

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
    return years * 365 + leapDays + (153 * months + 2) / 5 + day - 1 - CivilDate.epoch
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
    let date = CivilDate(daysSince1970: days)
    (year, month, day) = (date.year, date.month, date.day)
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
