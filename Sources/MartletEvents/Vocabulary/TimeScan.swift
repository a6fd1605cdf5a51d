/// Reads the texts that stand for points in time.
struct TimeScan {
  let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// `2026-03-01T12:00:00.123Z`; `+01:00`, `+0100`, `+01` or nothing in place of `Z`.
  mutating func iso8601() -> UnixTime? {
    index = 0
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2),
      take("T") || take(" "), let hour = number(2), take(":"), let minute = number(2)
    else { return nil }
    guard let second = take(":") ? number(2) : 0, let nanosecond = fraction(),
      let offset = offset()
    else { return nil }
    return CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      nanosecond: nanosecond
    ).unixTime(offsetMinutes: offset)
  }

  /// `01/Mar/2026:12:00:00 +0000`.
  mutating func commonLog() -> UnixTime? {
    index = 0
    guard let day = number(2), take("/"), let month = month(), take("/"), let year = number(4),
      take(":"), let hour = number(2), take(":"), let minute = number(2), take(":"),
      let second = number(2), take(" "), let offset = offset()
    else { return nil }
    return CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second, nanosecond: 0
    ).unixTime(offsetMinutes: offset)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func digit() -> Int64? {
    guard index < bytes.count, (0x30...0x39).contains(bytes[index]) else { return nil }
    index += 1
    return Int64(bytes[index - 1] - 0x30)
  }

  private mutating func number(_ count: Int) -> Int64? {
    var number: Int64 = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  /// What follows a point: nanoseconds, of which the digits past the ninth are dropped.
  private mutating func fraction() -> Int32? {
    guard take(".") || take(",") else { return 0 }
    guard let first = digit() else { return nil }
    var nanoseconds = Int32(first) * 100_000_000
    var weight: Int32 = 10_000_000
    while let digit = digit() {
      nanoseconds += Int32(digit) * weight
      weight /= 10
    }
    return nanoseconds
  }

  /// The minutes by which the clock is ahead of UTC, up to the text's end.
  private mutating func offset() -> Int64? {
    if index == bytes.count { return 0 }
    if take("Z") { return index == bytes.count ? 0 : nil }
    let sign: Int64 = take("+") ? 1 : -1
    guard sign == 1 || take("-"), let hours = number(2) else { return nil }
    _ = take(":")
    let minutes = index == bytes.count ? 0 : number(2)
    guard let minutes, index == bytes.count else { return nil }
    return sign * (hours * 60 + minutes)
  }

  private mutating func month() -> Int64? {
    guard index + 3 <= bytes.count else { return nil }
    defer { index += 3 }
    let name = bytes[index..<index + 3]
    let names: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
    return (0..<12).first { month in
      (0..<3).allSatisfy { names.utf8Start[month * 3 + $0] == name[index + $0] }
    }.map { Int64($0) + 1 }
  }
}
