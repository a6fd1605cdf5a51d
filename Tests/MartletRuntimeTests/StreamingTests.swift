import FoundationEssentials
import Martlet
import Testing

@testable import MartletRuntime

struct StreamingTests {
  /// Writes as its event says, one word after the other.
  struct Writing: Function {
    func handle(_ event: [UInt8], context: Context) async throws -> Response {
      let words = String(decoding: event, as: UTF8.self).split(separator: " ").map(String.init)
      return .stream(contentType: "text/plain") { writer in
        for word in words {
          switch word {
          case "THROW": throw FunctionError("Torn", "half\nway \"through\"")
          case "FINISH": try await writer.finish()
          case "SWALLOW": try? await writer.finish()
          case "EMPTY": try await writer.write("")
          default: try await writer.write(word)
          }
        }
      }
    }
  }

  @Test func `parts are chunks of one answer`() throws {
    let session = try Session(of: Writing.self, events: [.event("one two three")])
    let post = session.posts[0]
    #expect(post.route == "invocation/id-1/response")
    #expect(post.text == "onetwothree")
    #expect(post["Lambda-Runtime-Function-Response-Mode"] == "streaming")
    #expect(post["Content-Type"] == "text/plain")
    #expect(post["Content-Length"] == nil)
    #expect(
      post["Trailer"]
        == "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body")
    #expect(post.trailers.isEmpty)
    #expect(session.calls.count == 3)
  }

  @Test func `the attempt is echoed`() throws {
    let session = try Session(
      of: Writing.self, events: [.event("a", headers: "Lambda-Runtime-Invocation-Id: at-1\r\n")])
    #expect(session.posts[0]["Lambda-Runtime-Invocation-Id"] == "at-1")
  }

  @Test(arguments: ["", "EMPTY", "EMPTY EMPTY FINISH"])
  func `a response without parts is an empty one`(event: String) throws {
    let session = try Session(of: Writing.self, events: [.event(event), .event("b", id: "2")])
    #expect(session.posts[0].route == "invocation/id-1/response")
    #expect(session.posts[0]["Lambda-Runtime-Function-Response-Mode"] == "streaming")
    #expect(session.posts.map(\.text) == ["", "b"])
  }

  @Test func `an error in mid-stream comes behind the parts, as trailers`() throws {
    let session = try Session(
      of: Writing.self, events: [.event("one THROW two"), .event("b", id: "2")])
    let post = session.posts[0]
    #expect(post.route == "invocation/id-1/response")
    #expect(post.text == "one")
    #expect(post.trailer("Lambda-Runtime-Function-Error-Type") == "Function.Torn")
    let body = try #require(post.trailer("Lambda-Runtime-Function-Error-Body"))
    let report = try ErrorReport(Array(try #require(Data(base64Encoded: body))))
    #expect(report.errorType == "Torn")
    #expect(report.errorMessage == "half\nway \"through\"")
    #expect(session.posts.count == 2)
  }

  @Test(arguments: ["THROW", "EMPTY THROW"])
  func `an error before the first part is the invocation's error`(event: String) throws {
    let session = try Session(of: Writing.self, events: [.event(event)])
    #expect(session.calls[1] == "POST invocation/id-1/error")
    #expect(session.posts[0]["Lambda-Runtime-Function-Error-Type"] == "Function.Torn")
    #expect(try ErrorReport(session.posts[0].body).errorType == "Torn")
  }

  @Test(arguments: ["one FINISH THROW", "one FINISH two", "FINISH THROW"])
  func `what goes wrong after the end harms nothing`(event: String) throws {
    let session = try Session(of: Writing.self, events: [.event(event), .event("b", id: "2")])
    #expect(session.posts.count == 2)
    #expect(session.posts[0].route == "invocation/id-1/response")
    #expect(session.posts[0].trailers.isEmpty)
    #expect(session.posts[1].text == "b")
  }

  @Test func `work after the end of the stream comes before the next event`() throws {
    struct Late: Function {
      var done: [String] = []

      mutating func handle(_ event: [UInt8], context: Context) async throws -> Response {
        let done = self.done
        self.done.append("handled")
        return .stream { writer in
          try await writer.write(done.joined(separator: ","))
          try await writer.finish()
          #expect(writer.isFinished)
          await Task.yield()
        }
      }
    }
    let session = try Session(of: Late.self, events: [.event(), .event()])
    #expect(session.posts.map(\.text) == ["", "handled"])
  }

  struct Page: Function {
    func handle(_ event: [UInt8], context: Context) async throws -> Response {
      let head = HTTPHead(
        status: 404, headers: ["content-type": "text/html", "x-\"quoted\"": "a\nb"],
        multiValueHeaders: ["vary": ["a", "b"]], cookies: ["c=1; Secure", "d=2"])
      return .stream(head) { writer in
        if !event.isEmpty { try await writer.write(event) }
      }
    }
  }

  @Test(arguments: ["<p>no</p>", ""])
  func `an HTTP response begins with its prelude`(body: String) throws {
    let session = try Session(of: Page.self, events: [.event(body)])
    let post = session.posts[0]
    #expect(post["Content-Type"] == "application/vnd.awslambda.http-integration-response")
    let end = try #require(post.body.firstIndex(of: 0))
    #expect(Array(post.body[end...]) == [UInt8](repeating: 0, count: 8) + Array(body.utf8))
    #expect(
      String(decoding: post.body[..<end], as: UTF8.self) == """
        {"statusCode":404,"headers":{"content-type":"text/html","x-\\"quoted\\"":"a\\nb"},\
        "multiValueHeaders":{"vary":["a","b"]},"cookies":["c=1; Secure","d=2"]}
        """)
  }

  @Test(arguments: [0, 99, 600, -1])
  func `a status that no response has is an error of the invocation`(status: Int) throws {
    struct Odd: Function {
      func handle(_ event: [UInt8], context: Context) async throws -> Response {
        let status = Int(String(decoding: event, as: UTF8.self)) ?? 0
        return .stream(HTTPHead(status: status)) { writer in try await writer.write("a") }
      }
    }
    let session = try Session(
      of: Odd.self, events: [.event("\(status)"), .event("100"), .event("599")])
    #expect(
      session.posts.map(\.route)
        == ["invocation/id-1/error", "invocation/id-1/response", "invocation/id-1/response"])
    #expect(session.posts[0].text.contains("HTTP status is \(status); it must be"))
  }

  @Test func `a function may answer at once where it could stream`() throws {
    struct Either: Function {
      func handle(_ event: [UInt8], context: Context) async throws -> Response {
        Response(event, contentType: "text/plain")
      }
    }
    let session = try Session(of: Either.self, events: [.event("a")])
    #expect(session.posts[0]["Content-Type"] == "text/plain")
    #expect(session.posts[0]["Content-Length"] == "1")
    #expect(session.posts[0]["Lambda-Runtime-Function-Response-Mode"] == nil)
  }

  @Test(arguments: [400, 403, 410, 413])
  func `a stream that the platform refuses ends nothing but itself`(status: Int) throws {
    let session = try Session(
      of: Writing.self, events: [.event("a b c"), .event("b", id: "2")],
      other: { $0.route == "invocation/id-1/response" ? .status(status) : nil })
    #expect(session.posts.map(\.text).last == "b")
    #expect(session.failure is RuntimeError)
    #expect((session.failure as? RuntimeError)?.message.contains("no event is left") == true)
  }

  @Test(arguments: [400, 403, 410, 413])
  func `a refused stream is logged, with how much of it there was`(status: Int) throws {
    let run = try ChildSession(
      of: "Countdown",
      [
        .event(#"{"from": 1}"#, id: "r-1"), .status(status, "no"), .event(#"{"from": 1}"#),
        .accepted,
      ])
    let errors = try LogLine.all(of: run.child.output).filter { $0.level == "ERROR" }
    #expect(errors.map(\.requestID) == ["r-1"])
    #expect(errors[0].message.hasSuffix("invocation/r-1/response with \(status): no"))
    #expect(errors[0].message.contains("11 bytes") == (status == 413))
    #expect(run.session.posts.count == 2)
  }

  @Test(arguments: ["a b c", "a FINISH", "a SWALLOW", "a FINISH THROW"])
  func `a stream that the platform fails to take ends the function`(event: String) throws {
    let session = try Session(
      of: Writing.self, events: [.event(event), .event("b", id: "2")],
      other: { $0.route == "invocation/id-1/response" ? .status(500, "broken") : nil })
    #expect((session.failure as? RuntimeError)?.message.contains("with 500: broken") == true)
  }
}
