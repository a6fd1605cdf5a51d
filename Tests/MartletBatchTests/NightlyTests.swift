import Martlet
import MartletEvents
import Testing

@testable import Nightly

/// How a function with a deadline is tested: the context says when it is.
struct NightlyTests {
  @Test func `with time enough every page is checked`() async throws {
    var nightly = Nightly()
    let report = try await nightly.handle(
      ScheduledEvent.sample, context: Context(deadline: .now + .seconds(900)))
    #expect(report.night == "2026-03-01T02:00:00Z")
    #expect(report.checked == 1_000)
    #expect(report.left == 0)
  }

  @Test func `before the deadline it stops and says what is left`() async throws {
    var nightly = Nightly()
    let report = try await nightly.handle(
      ScheduledEvent.sample, context: Context(deadline: .now + .milliseconds(100)))
    #expect(report.checked == 0)
    #expect(report.left == 1_000)
  }

  @Test func `the next invocation goes on where the last one stopped`() async throws {
    var nightly = Nightly()
    var checked = 0
    // As many short nights as it takes, each with time for a few pages.
    while checked < 1_000 {
      let report = try await nightly.handle(
        ScheduledEvent.sample, context: Context(deadline: .now + .milliseconds(203)))
      checked += report.checked
      #expect(report.left == 1_000 - checked)
    }
    #expect(checked == 1_000)
  }
}
