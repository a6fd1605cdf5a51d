import Martlet
import Testing

@testable import MartletRuntime

struct ServeTests {
  @Test func `events and answers alternate`() throws {
    let session = try Session(
      of: Bytes.self,
      [
        .event("one", id: "1"), .accepted, .event("two", id: "2"), .accepted,
        .event("three", id: "3"), .accepted,
      ])
    #expect(
      session.calls == [
        "GET invocation/next", "POST invocation/1/response", "GET invocation/next",
        "POST invocation/2/response", "GET invocation/next", "POST invocation/3/response",
        "GET invocation/next",
      ])
    #expect(session.posts.map(\.text) == ["one", "two", "three"])
    #expect(session.posts.allSatisfy { $0["Content-Type"] == "application/octet-stream" })
    #expect(session.connectionCount == 1)
  }

  @Test func `an error is reported, and the next event is asked for`() throws {
    let session = try Session(
      of: Thrower.self,
      [.event("no \"more\"\n", id: "1"), .accepted, .event("", id: "2"), .accepted])
    #expect(
      session.calls == [
        "GET invocation/next", "POST invocation/1/error", "GET invocation/next",
        "POST invocation/2/error", "GET invocation/next",
      ])
    let request = session.posts[0]
    #expect(request["Lambda-Runtime-Function-Error-Type"] == "Function.Refusal")
    #expect(request["Content-Type"] == "application/json")
    let report = try ErrorReport(request.body)
    #expect(report.errorType == "Refusal")
    #expect(report.errorMessage == "no \"more\"\n")
  }

  @Test func `an event that cannot be decoded is reported without a call of the handler`() throws {
    struct Counter: Function {
      struct Event: Decodable { var items: [Int] }
      var calls = 0

      mutating func handle(_ event: Event, context: Context) async throws -> Int {
        calls += 1
        return calls
      }
    }
    let session = try Session(
      of: Counter.self,
      [.event(#"{"items": [1, "2"]}"#), .accepted, .event(#"{"items": []}"#), .accepted])
    #expect(session.calls[1] == "POST invocation/id-1/error")
    #expect(session.posts[0]["Lambda-Runtime-Function-Error-Type"] == "Runtime.UnmarshalError")
    #expect(try ErrorReport(session.posts[0].body).errorMessage.contains("items[1] is not Int"))
    #expect(session.posts[1].text == "1")
  }

  @Test func `an output that cannot be encoded is reported`() throws {
    struct Infinite: Function {
      func handle(_ event: Void, context: Context) async throws -> Double { .infinity }
    }
    let session = try Session(of: Infinite.self, [.event(), .accepted])
    #expect(session.calls[1] == "POST invocation/id-1/error")
    #expect(session.posts[0]["Lambda-Runtime-Function-Error-Type"] == "Runtime.MarshalError")
  }

  @Test func `Void takes any event and answers null`() throws {
    struct Ignoring: Function {
      func handle(_ event: Void, context: Context) async throws {}
    }
    let session = try Session(
      of: Ignoring.self, [.event("not JSON"), .accepted, .event(""), .accepted])
    #expect(session.posts.map(\.text) == ["null", "null"])
    #expect(session.posts[0]["Content-Type"] == "application/json")
  }

  @Test func `an empty output is an answer`() throws {
    let session = try Session(of: Bytes.self, [.event(""), .accepted])
    #expect(session.posts.count == 1)
    #expect(session.posts[0]["Content-Length"] == "0")
  }

  @Test func `a mutating handler keeps its state, an error included`() throws {
    struct Counter: Function {
      var count = 0

      mutating func handle(_ event: String, context: Context) async throws -> Int {
        count += 1
        if event == "fail" { throw FunctionError("Failed", "\(count)") }
        return count
      }
    }
    let session = try Session(
      of: Counter.self,
      [.event(#""a""#), .accepted, .event(#""fail""#), .accepted, .event(#""b""#), .accepted])
    #expect(session.posts.map(\.text)[0] == "1")
    #expect(try ErrorReport(session.posts[1].body).errorMessage == "2")
    #expect(session.posts.map(\.text)[2] == "3")
  }

  @Test func `a class can be a function`() throws {
    final class Counter: Function {
      private var count = 0

      init() async throws { await Task.yield() }

      func handle(_ event: Void, context: Context) async throws -> Int {
        count += 1
        return count
      }
    }
    let session = try Session(of: Counter.self, [.event(), .accepted, .event(), .accepted])
    #expect(session.posts.map(\.text) == ["1", "2"])
  }

  @Test func `only the first invocation is the first`() throws {
    struct First: Function {
      func handle(_ event: Void, context: Context) async throws -> Bool {
        context.isFirstInvocation
      }
    }
    let session = try Session(
      of: First.self, [.event(), .accepted, .event(), .accepted, .event(), .accepted])
    #expect(session.posts.map(\.text) == ["true", "false", "false"])
  }

  @Test func `a type's own coding is used`() throws {
    struct Upper: Function {
      func handle(_ event: String, context: Context) async throws -> String { event.uppercased() }
      static func decode(_ bytes: [UInt8]) throws -> String {
        String(decoding: bytes, as: UTF8.self)
      }
      static func encode(_ output: String) throws -> Response {
        Response(Array(output.utf8), contentType: "text/plain; charset=utf-8")
      }
    }
    let session = try Session(of: Upper.self, [.event("no json"), .accepted])
    #expect(session.posts[0].text == "NO JSON")
    #expect(session.posts[0]["Content-Type"] == "text/plain; charset=utf-8")
  }
}
