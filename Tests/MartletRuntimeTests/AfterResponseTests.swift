import Glibc
import Martlet
import Testing

@testable import MartletRuntime

/// Work that a handler leaves for the time after its answer.
struct AfterResponseTests {
  /// Answers with what earlier work has noted, and leaves such work.
  final class Noting: Function {
    private var notes: [String] = []

    init() async throws {}

    func handle(_ event: String, context: Context) async throws -> [String] {
      let notes = self.notes
      self.notes.append("handled")
      nonisolated(unsafe) let this = self
      context.afterResponse {
        await Task.yield()
        this.notes.append("first")
        context.afterResponse { this.notes.append("third") }
      }
      context.afterResponse { this.notes.append("second") }
      context.afterResponse { throw FunctionError("Lost", "nobody waits for this") }
      if event == "fail" { throw FunctionError("Failed", "on purpose") }
      return notes
    }
  }

  @Test(arguments: ["answer", "fail"])
  func `it is done in its order before the next event, whatever fails`(event: String) throws {
    let session = try Session(of: Noting.self, events: [.event("\"\(event)\""), .event(#""b""#)])
    #expect(session.posts[1].text == #"["handled","first","second","third"]"#)
    #expect(session.calls.count == 5)
  }

  struct Careless: Function {
    func handle(_ event: Void, context: Context) async throws {
      context.afterResponse { throw FunctionError("Lost", "nobody waits for this") }
    }
  }

  @Test func `its errors are logged as the invocation's, and harm nothing`() async throws {
    var log = ""
    let session = try await withRuntimeAPIThread(
      [.event(id: "r-1"), .accepted, .event(id: "r-2"), .accepted]
    ) { address in
      let result = await #expect(
        processExitsWith: .exitCode(1), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Careless.main()
      }
      log = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    }
    #expect(session.posts.map(\.route) == ["invocation/r-1/response", "invocation/r-2/response"])
    let records = log.split(separator: "\n").filter {
      $0.contains("work after the response failed")
    }
    #expect(records.count == 2, "\(log)")
    for (record, id) in zip(records, ["r-1", "r-2"]) {
      #expect(record.contains("\t\(id)\tERROR\t"))
      #expect(record.contains(#"errorType=Lost errorMessage="nobody waits for this""#))
    }
  }

  @Test func `what comes when the invocation is over is refused`() {
    let work = DeferredWork()
    #expect(work.add {})
    #expect(work.takeFirst() != nil)
    #expect(work.add {})
    #expect(work.takeFirst() != nil)
    #expect(work.takeFirst() == nil)
    #expect(!work.add {})
    #expect(work.takeFirst() == nil)
  }

  @Test func `it begins when the answer has been taken`() throws {
    struct Order: Function {
      func handle(_ event: Void, context: Context) async throws -> Bool {
        context.afterResponse { Self.log.append("work") }
        return true
      }
      nonisolated(unsafe) static var log: [String] = []
    }
    Order.log = []
    _ = try Session(
      of: Order.self, events: [.event()],
      other: { request in
        Order.log.append(request.method)
        return nil
      })
    #expect(Order.log == ["GET", "POST", "work", "GET"])
  }
}
