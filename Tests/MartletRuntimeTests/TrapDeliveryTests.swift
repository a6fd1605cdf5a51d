import Glibc
import MartletCurl
import Testing

@testable import MartletRuntime

/// How a report reaches the Runtime API, or does not: the process ends all the same, by its signal.
struct TrapDeliveryTests {
  @Test(arguments: [400, 403, 404, 410, 413, 500])
  func `a refused report is logged with its status`(status: Int) throws {
    let run = try Trapped([.event("index"), .status(status)])
    #expect(run.ending == .signal(SIGILL))
    #expect(run.posts.count == 1)
    #expect(run.log.count == 1)
    #expect(run.log[0].hasSuffix("; the Runtime API refused the report with status \(status)"))
  }

  @Test(arguments: [
    Answer.close, .last(Array("HTTP/1.1".utf8)), .last(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)),
    .last(Array("HTTP/1.1 2x2 Word\r\n\r\n".utf8)),
  ])
  func `an answer that is none is logged as that`(answer: Answer) throws {
    let run = try Trapped([.event("index"), answer])
    #expect(run.ending == .signal(SIGILL))
    #expect(run.posts.count == 1)
    #expect(run.log[0].hasSuffix("; the Runtime API did not answer the report"))
  }

  @Test func `a status that comes in pieces is read whole`() throws {
    let pieces = ["HT", "TP/1.1", " 20", "2 OK\r\n\r\n"].map { Array($0.utf8) }
    let run = try Trapped([.event("index"), .pieces(pieces)])
    #expect(run.log[0].hasSuffix("; reported"))
  }

  /// Its connection breaks off, by which the platform knows that it is not whole.
  @Test func `a trap in the middle of a stream is reported too, though it may be refused`() throws {
    let run = try Trapped([.event("stream index"), .status(400)])
    #expect(run.ending == .signal(SIGILL))
    #expect(run.calls == ["GET invocation/next", "POST invocation/id-1/error"])
    #expect(run.log[0].hasSuffix("; the Runtime API refused the report with status 400"))
  }

  @Test func `a platform that never answers is not waited for`() throws {
    let start = ContinuousClock.now
    let run = try Trapped([.event("index"), .pieces([])])
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(run.ending == .signal(SIGILL))
    #expect(run.posts.count == 1)
    #expect(run.log[0].hasSuffix("; the Runtime API did not answer the report"))
  }

  @Test func `the Runtime API may have an IPv6 address`() throws {
    let run = try Trapped("index", host: "::1")
    #expect(run.posts.map(\.route) == ["invocation/id-1/error"])
    #expect(run.ending == .signal(SIGILL))
    #expect(run.posts[0]["Host"]?.hasPrefix("[::1]:") == true)
  }

  /// Runs the function with the Runtime API's address under another name.
  private static func run(
    _ script: [Answer], name: String, variables: [String: String] = [:]
  ) throws -> ChildSession {
    try withRuntimeAPI(script) { api, loop in
      var variables = variables
      let port = api.address.split(separator: ":").last!
      variables["AWS_LAMBDA_RUNTIME_API"] = "\(name):\(port)"
      variables["SWIFT_BACKTRACE"] = "enable=no"
      let child = try await Child("Trapping", variables: variables, on: loop)
      return ChildSession(
        child: child,
        session: Session(
          requests: api.requests, connectionCount: api.connectionCount, failure: nil))
    }
  }

  // To us the short spelling of an address is a name, to the resolver it is none.
  @Test(arguments: ["localhost", "127.1"])
  func `the Runtime API may have a name`(name: String) throws {
    let run = try Self.run([.event("index"), .accepted], name: name)
    #expect(run.session.posts.map(\.route) == ["invocation/id-1/error"])
    #expect(run.child.ending == .signal(SIGILL))
    #expect(run.session.posts[0]["Host"]?.hasPrefix("\(name):") == true)
  }

  @Test func `a name that no connection has been made to cannot be reported to`() throws {
    let run = try Self.run([], name: "127.1", variables: ["INIT": "index"])
    #expect(run.session.requests.isEmpty)
    #expect(run.child.ending == .signal(SIGILL))
    #expect(run.child.errors.contains("not reported: the Runtime API's address is a name"))
  }

  @Test func `localhost can be reported to in the init phase too`() throws {
    let run = try Self.run([.accepted], name: "localhost", variables: ["INIT": "index"])
    #expect(run.session.calls == ["POST init/error"])
    #expect(run.child.ending == .signal(SIGILL))
  }

  @Test func `a platform that is gone is logged`() async {
    let result = await #expect(
      processExitsWith: .signal(SIGILL), observing: [\.standardErrorContent]
    ) {
      TrapReport.install(runtimeAPI: "127.0.0.1:1")
      TrapReport.endInit()
      TrapReport.begin(Context(requestID: "id-1"))
      fatalError("alone")
    }
    let log = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(log.contains("not reported: the Runtime API cannot be reached: connection refused\n"))
  }

  @Test func `a platform that takes no connection is not waited for`() async {
    // Connections beyond the backlog get no answer at all.
    let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 0) == 0
          && getsockname(listener, $0, &size) == 0
      }
    }
    #expect(isBound)
    let waiting = (0..<4).map { _ in
      let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
      let descriptor = Glibc.socket(AF_INET, Int32(type), 0)
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = connect(descriptor, $0, size)
        }
      }
      return descriptor
    }
    defer { for descriptor in waiting { close(descriptor) } }

    let port = Int(UInt16(bigEndian: address.sin_port))
    let result = await #expect(
      processExitsWith: .signal(SIGILL), observing: [\.standardErrorContent]
    ) { [port = port as Int] in
      TrapReport.install(runtimeAPI: "127.0.0.1:\(port)")
      fatalError("alone")
    }
    let log = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(log.contains("cannot be reached: no answer within a second\n"))
  }
}
