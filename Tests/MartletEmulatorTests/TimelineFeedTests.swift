import MartletCurl
import Testing

@testable import MartletEmulator

@Suite(.timeLimit(.minutes(5)))
struct TimelineFeedTests {
  private func entry(_ text: String) -> Timeline.Entry {
    Timeline.Entry(
      function: "F", environment: .none, requestID: nil, kind: .log(Array(text.utf8)))
  }

  @Test func `what happens while a function works is shown before the loop waits`() throws {
    let loop = try RunLoop()
    try loop.run {
      let feed = TimelineFeed(on: loop)
      let log = Log()
      feed.observe { entry, line in log.append(entry, line) }
      feed.add(entry("1"), while: true)
      feed.add(entry("2"), while: true)
      #expect(log.lines.isEmpty)
      loop.beforeWaiting { #expect(log.lines == ["1", "2"]) }
      try await loop.sleep(for: .milliseconds(1))
      feed.add(entry("3"), while: true)
      #expect(log.lines == ["1", "2"])
      feed.end()
      #expect(log.lines == ["1", "2", "3"])
    }
  }

  @Test func `what happens while none works is shown with what comes next, or after a moment`()
    throws
  {
    let loop = try RunLoop()
    try loop.run {
      let feed = TimelineFeed(on: loop)
      let log = Log()
      feed.observe { entry, line in log.append(entry, line) }
      feed.add(entry("1"), while: false)
      loop.beforeWaiting { #expect(log.lines.isEmpty) }
      #expect(await log.line { $0 == "1" } == "1")
      feed.add(entry("2"), while: false)
      feed.add(entry("3"), while: true)
      loop.beforeWaiting { #expect(log.lines == ["1", "2", "3"]) }
      try await loop.sleep(for: .milliseconds(5))
      #expect(log.lines == ["1", "2", "3"], "and nothing twice")
    }
  }

  @Test func `an observer is shown what happens after it came, and others what happened before`()
    throws
  {
    let loop = try RunLoop()
    loop.run {
      let feed = TimelineFeed(on: loop)
      let (first, second) = (Log(), Log())
      feed.observe { entry, line in first.append(entry, line) }
      feed.add(entry("1"), while: true)
      feed.observe { entry, line in second.append(entry, line) }
      #expect(first.lines == ["1"])
      feed.add(entry("2"), while: true)
      feed.showAll()
      #expect(first.lines == ["1", "2"])
      #expect(second.lines == ["2"])
    }
  }
}
