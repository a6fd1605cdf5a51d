import MartletEvents
import Testing

struct TimeTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0, 0),
      ("1969-12-31T23:59:59.5Z", -1, 500_000_000),
      ("2026-03-01T12:00:00.123Z", 1_772_366_400, 123_000_000),
      ("2026-03-01T12:00:00.1234567891Z", 1_772_366_400, 123_456_789),
      ("2026-03-01T13:00:00+01:00", 1_772_366_400, 0),
      ("2026-03-01T13:00:00.000+0100", 1_772_366_400, 0),
      ("2026-03-01T13:00+01", 1_772_366_400, 0),
      ("2026-03-01T06:30:00-05:30", 1_772_366_400, 0),
      ("2026-03-01T12:00:00", 1_772_366_400, 0),
      ("2026-03-01 12:00:00Z", 1_772_366_400, 0),
      ("2000-02-29T00:00:00Z", 951_782_400, 0),
      ("0000-01-01T00:00:00Z", -62_167_219_200, 0),
      ("9999-12-31T23:59:59Z", 253_402_300_799, 0),
      ("01/Mar/2026:12:00:00 +0000", 1_772_366_400, 0),
      ("01/Dec/2026:01:00:00 +0100", 1_796_083_200, 0),
    ] as [(String, Int64, Int32)])
  func `a text that is a time is read`(text: String, seconds: Int64, nanoseconds: Int32) {
    #expect(
      Timestamp(rawValue: text).unixTime == UnixTime(seconds: seconds, nanoseconds: nanoseconds))
  }

  @Test(arguments: [
    "", "now", "2026", "2026-13-01T00:00:00Z", "2026-03-32T00:00:00Z", "2026-03-01T25:00:00Z",
    "2026-03-01T12:00:00.Z", "2026-03-01T12:00:00Zulu", "2026-03-01T12:00:00+1", "2026-03-01T",
    "01/Mrz/2026:12:00:00 +0000", "01/Mar/2026", "01/Ma", "20é6-03-01T12:00:00Z",
  ])
  func `a text that is no time is kept all the same`(text: String) throws {
    #expect(Timestamp(rawValue: text).unixTime == nil)
    #expect(try decode([Timestamp].self, encode([text])).map(\.rawValue) == [text])
  }

  /// Every 25 hours and some, over four centuries' rules.
  @Test func `a time that is written is the one that is read`() {
    for seconds in stride(from: Int64(-62_167_219_200), to: 253_402_300_799, by: 90_061 * 97) {
      let time = UnixTime(seconds: seconds, nanoseconds: 7_000_000)
      #expect(Timestamp(time).unixTime == time)
    }
    #expect(
      Timestamp(UnixTime(seconds: 1_772_366_400)).rawValue == "2026-03-01T12:00:00.000Z")
    #expect(Timestamp(UnixTime(seconds: .max)).rawValue == "9999-12-31T23:59:59.000Z")
    #expect(Timestamp(UnixTime(seconds: .min)).rawValue == "0000-01-01T00:00:00.000Z")
  }

  @Test func `seconds and milliseconds are numbers, or strings of them`() throws {
    let seconds = try decode([EpochSeconds].self, "[1772366400, 1772366400.25, \"-1.5\"]")
    #expect(
      seconds.map(\.unixTime) == [
        UnixTime(seconds: 1_772_366_400),
        UnixTime(seconds: 1_772_366_400, nanoseconds: 250_000_000),
        UnixTime(seconds: -2, nanoseconds: 500_000_000),
      ])
    #expect(try encode(seconds) == "[1772366400,1772366400.25,-1.5]")
    let milliseconds = try decode([EpochMilliseconds].self, "[1772366400001, \"-1\"]")
    #expect(
      milliseconds.map(\.unixTime) == [
        UnixTime(seconds: 1_772_366_400, nanoseconds: 1_000_000),
        UnixTime(seconds: -1, nanoseconds: 999_000_000),
      ])
    #expect(try encode(milliseconds) == "[1772366400001,-1]")
    #expect(
      try decode([EpochMilliseconds].self, #"["2026-03-01T12:00:00.001Z"]"#) == [1_772_366_400_001])
    #expect(throws: DecodingError.self) { try decode([EpochMilliseconds].self, #"["now"]"#) }
    #expect(EpochMilliseconds(.min).unixTime < EpochMilliseconds(.max).unixTime)
  }

  @Test func `a number of seconds that no clock counts is no time`() throws {
    #expect(EpochSeconds(1e300).unixTime == nil)
    #expect(EpochSeconds(.nan).unixTime == nil)
  }

  @Test func `times are compared and subtracted`() {
    let start = UnixTime(seconds: 10, nanoseconds: 900_000_000)
    let end = UnixTime(seconds: 12, nanoseconds: 100_000_000)
    #expect(start < end)
    #expect(end - start == .milliseconds(1200))
    #expect(UnixTime(seconds: .max) - UnixTime(seconds: .min) > .seconds(1))
  }
}
