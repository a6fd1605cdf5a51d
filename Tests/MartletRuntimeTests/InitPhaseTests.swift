import Testing

@testable import MartletRuntime

struct InitPhaseTests {
  @Test func `an init that throws is reported, and no event is asked for`() throws {
    let session = try Session(of: Unstartable.self, [.accepted, .event()])
    #expect(session.calls == ["POST init/error"])
    let request = session.posts[0]
    #expect(request["Lambda-Runtime-Function-Error-Type"] == "Function.NoConfiguration")
    #expect(request["Lambda-Runtime-Invocation-Id"] == nil)
    let report = try ErrorReport(request.body)
    #expect(report.errorType == "NoConfiguration")
    #expect(report.errorMessage == "no \"table\" is configured\n")
    #expect(session.failure is Unstartable.NoConfiguration)
  }

  @Test(arguments: [Answer.status(403), .status(500), .close])
  func `a report that is refused or lost does not hide why the init failed`(answer: Answer) throws {
    let session = try Session(of: Unstartable.self, [answer, .event()])
    #expect(session.calls == ["POST init/error"])
    #expect(session.failure is Unstartable.NoConfiguration)
  }

  @Test func `the init runs once and may suspend`() throws {
    final class Slow: Function {
      private static let made = Made()
      private let number: Int

      init() async throws {
        await Task.yield()
        number = await Self.made.next()
      }

      func handle(_ event: [UInt8], context: Context) async throws -> [UInt8] {
        Array("\(number)".utf8)
      }

      actor Made {
        private var count = 0
        func next() -> Int {
          count += 1
          return count
        }
      }
    }
    let session = try Session(of: Slow.self, [.event(), .accepted, .event(), .accepted])
    #expect(session.posts.map(\.text) == ["1", "1"])
  }
}
