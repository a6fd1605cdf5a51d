import Martlet
import Testing

@testable import MartletRuntime

struct ColdStartTests {
  @Test func `the phases are milliseconds with three digits`() {
    let start = ColdStart(
      processStart: 1_000_000, main: 1_213_999, initBegin: 1_300_000, initEnd: 4_300_000,
      firstNext: 4_400_000, firstEvent: 1_004_400_000, firstAnswer: 1_004_405_000)
    #expect(
      start.json
        == #"{"runtimeStartMs":0.213,"functionInitMs":3.000,"initMs":3.400,"waitMs":1000.000,"#
        + #""firstInvocationMs":0.005}"#)
  }

  @Test func `what has not come yet, or makes no sense, is left out`() {
    #expect(ColdStart().json == "{}")
    #expect(
      ColdStart(processStart: 5, main: 4, initBegin: 1_000_000, initEnd: 2_000_000).json
        == #"{"functionInitMs":1.000}"#)
  }

  @Test func `a process records its marks in their order, once`() throws {
    struct Marking: Function {
      func handle(_ event: Void, context: Context) async throws -> [UInt64] {
        let start = ColdStart.current
        return [
          start.processStart, start.initBegin, start.initEnd, start.firstNext, start.firstEvent,
        ].compactMap(\.self)
      }
    }
    // Other tests of this process may have recorded theirs before.
    let first = try Session(of: Marking.self, events: [.event(), .event()])
    let second = try Session(of: Marking.self, events: [.event()])
    let start = ColdStart.current
    #expect(start.processStart != nil && start.initBegin != nil && start.firstAnswer != nil)
    #expect(first.posts.map(\.text) == [first.posts[0].text, first.posts[0].text])
    #expect(second.posts[0].text == first.posts[0].text)
    #expect(first.posts[0].text.split(separator: ",").count == 5)
  }
}
