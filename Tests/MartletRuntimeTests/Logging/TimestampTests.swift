import FoundationEssentials
import TestSupport
import Testing

@testable import MartletRuntime

struct TimestampTests {
  private func text(_ microseconds: Int64) -> String {
    var bytes: [UInt8] = []
    Timestamp(microseconds: microseconds).append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// As Foundation writes whole seconds, with the milliseconds put in.
  private func expected(_ seconds: Int64, _ milliseconds: Int64) -> String {
    let text = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    let digits = String(1000 + milliseconds).dropFirst()
    return "\(text.dropLast()).\(digits)Z"
  }

  @Test func `known instants are as RFC 3339 has them`() {
    #expect(text(0) == "1970-01-01T00:00:00.000Z")
    #expect(text(1_767_323_045_678_999) == "2026-01-02T03:04:05.678Z")
    #expect(text(951_782_400_000_000) == "2000-02-29T00:00:00.000Z")
    #expect(text(4_107_542_399_999_999) == "2100-02-28T23:59:59.999Z")
    #expect(text(253_402_300_799_999_999) == "9999-12-31T23:59:59.999Z")
  }

  @Test func `each year's turning points are as Foundation has them`() {
    var year = 1970
    var newYear: Int64 = 0
    while year < 2500 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for day: Int64 in [0, 30, 31, 57, 58, 59, 60, 363, 364] {
        for second: Int64 in [0, 86_399] {
          let seconds = newYear + day * 86_400 + second
          #expect(text(seconds * 1_000_000) == expected(seconds, 0))
        }
      }
      newYear += (isLeap ? 366 : 365) * 86_400
      year += 1
    }
  }

  @Test func `any instant is as Foundation has it`() {
    var random = SplitMix64(seed: 6)
    for _ in 0..<20_000 {
      let microseconds = Int64(random.below(253_402_300_800_000_000))
      let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
      #expect(text(microseconds) == expected(seconds, rest / 1000))
    }
  }

  @Test(arguments: [Int64.min, -1, .max])
  func `a clock that makes no sense is written all the same`(microseconds: Int64) {
    #expect(text(microseconds).wholeMatch(of: /\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
  }

  @Test func `now is between two looks at the clock`() {
    let before = epochMilliseconds()
    let now = Timestamp.now.microseconds / 1000
    #expect(before <= now && now <= epochMilliseconds())
  }
}
