import FoundationEssentials
import Glibc
import Martlet
import Testing

/// What the platform gets of the log of a real process.
struct PlatformLogTests {
  struct Decoded: Decodable {
    var timestamp: String
    var level: String
    var message: String
    var requestId: String?
    var traceId: String?
    var tenantId: String?
    var errorType: String?
    var errorMessage: String?

    init(_ text: some StringProtocol) throws {
      self = try JSONDecoder().decode(Decoded.self, from: Data(text.utf8))
    }
  }

  private static let event = Answer.event(
    "{}", id: "r-1",
    headers:
      "Lambda-Runtime-Trace-Id: Root=1-a-b;Sampled=0\r\nLambda-Runtime-Aws-Tenant-Id: t-1\r\n")

  private func check(_ records: [Decoded]) {
    #expect(records.map(\.level) == ["ERROR", "FATAL"])
    #expect(records.map(\.requestId) == ["r-1", nil])
    #expect(records.map(\.traceId) == ["1-a-b", nil])
    #expect(records.map(\.tenantId) == ["t-1", nil])
    #expect(records.map(\.errorType) == ["Runtime.UnmarshalError", "Runtime.ClientError"])
    #expect(records[0].errorMessage == "the event is not a Greeting: name is missing")
  }

  @Test func `records are JSON where the platform wants them so`() throws {
    let run = try ChildSession(
      of: "Hello", [Self.event, .accepted], variables: ["AWS_LAMBDA_LOG_FORMAT": "JSON"])
    check(try run.child.output.split(separator: "\n").map { try Decoded($0) })
    #expect(run.child.errors == "")
  }

  @Test func `what is below the platform's level is not written`() throws {
    let run = try ChildSession(
      of: "Hello", [Self.event, .accepted], variables: ["AWS_LAMBDA_LOG_LEVEL": "FATAL"])
    #expect(try LogLine.all(of: run.child.output).map(\.level) == ["FATAL"])
  }

  @Test func `a value that makes no sense is named once, and the function serves`() throws {
    let run = try ChildSession(
      of: "Echo", [.event(), .accepted, .event(), .accepted],
      variables: ["AWS_LAMBDA_LOG_LEVEL": "loud"])
    #expect(run.session.posts.count == 2)
    let lines = try LogLine.all(of: run.child.output)
    #expect(lines.map(\.level) == ["WARN", "FATAL"])
    #expect(lines[0].message.hasPrefix(#"AWS_LAMBDA_LOG_LEVEL is "loud""#))
  }

  @Test(arguments: ["JSON", "Text"])
  func `frames go where the platform takes them`(format: String) throws {
    let channel = Channel.pipe()
    let run = try ChildSession(
      of: "Hello", [Self.event, .accepted],
      variables: ["_LAMBDA_TELEMETRY_LOG_FD": "62", "AWS_LAMBDA_LOG_FORMAT": format],
      descriptors: [62: channel.writing])
    let frames = try Frame.all(of: Array(channel.finish().joined()))
    #expect(run.child.output == "" && run.child.errors == "")
    if format == "JSON" {
      #expect(frames.map(\.type) == [0xA55A_0016, 0xA55A_001A])
      check(try frames.map { try Decoded($0.message) })
    } else {
      #expect(frames.map(\.type) == [0xA55A_0017, 0xA55A_001B])
      #expect(frames[0].message.contains("\tr-1\tERROR\tthe invocation failed\t"))
    }
  }

  @Test(arguments: ["2147483647", "x", "-1", "99999999999", "0"])
  func `a descriptor that is none leaves the log on standard output`(value: String) throws {
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(nothing) }
    let run = try ChildSession(
      of: "Hello", [Self.event, .accepted], variables: ["_LAMBDA_TELEMETRY_LOG_FD": value],
      descriptors: [0: nothing])
    let lines = try LogLine.all(of: run.child.output)
    #expect(lines.map(\.level) == ["WARN", "ERROR", "FATAL"])
    #expect(
      lines.first?.message.hasPrefix(
        "_LAMBDA_TELEMETRY_LOG_FD is \"\(value)\", which is no ") == true)
  }

  @Test func `a descriptor whose reader is gone leaves the log on standard output`() throws {
    let channel = Channel.packets()
    close(channel.reading)
    defer { close(channel.writing) }
    let run = try ChildSession(
      of: "Hello", [Self.event, .accepted], variables: ["_LAMBDA_TELEMETRY_LOG_FD": "62"],
      descriptors: [62: channel.writing])
    let lines = try LogLine.all(of: run.child.output)
    #expect(lines.map(\.level) == ["WARN", "ERROR", "FATAL"])
    #expect(lines[0].message.contains("(Broken pipe)"))
    #expect(run.child.ending == .status(1))
  }

  struct Looking: Function {
    func handle(_ event: Void, context: Context) async throws -> String? {
      print("printed")
      context.log.info("logged")
      return getenv("_LAMBDA_TELEMETRY_LOG_FD").map { String(cString: $0) }
    }
  }

  @Test func `the variable is gone, and what is printed is on standard output`() async throws {
    let session = try await withRuntimeAPIThread([.event(), .accepted]) { address in
      let result = await #expect(
        processExitsWith: .exitCode(1), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        setenv("_LAMBDA_TELEMETRY_LOG_FD", "\(open("/dev/null", O_WRONLY))", 1)
        Looking.main()
      }
      let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
      #expect(output.hasSuffix("printed\n"))
    }
    #expect(session.posts.map(\.text) == ["null"])
  }

  @Test func `Managed Instances get lines on one connection for each stream`() throws {
    let server = try UnixListener()
    let run = try ChildSession(
      of: "Hello", [Self.event, .accepted],
      variables: [
        "_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET": server.path, "AWS_LAMBDA_LOG_FORMAT": "JSON",
      ])
    #expect(run.child.output == "" && run.child.errors == "")
    let streams = [server.accept(), server.accept()].map {
      String(decoding: Channel.rest(of: $0).joined(), as: UTF8.self)
    }
    check(try streams[0].split(separator: "\n").map { try Decoded($0) })
    #expect(streams[1] == "")
  }

  @Test(arguments: ["/nowhere/socket", "/" + String(repeating: "long", count: 30)])
  func `a socket that nobody serves leaves the log on standard output`(path: String) throws {
    let run = try ChildSession(
      of: "Hello", [Self.event, .accepted],
      variables: ["_LAMBDA_TELEMETRY_LOG_FD_PROVIDER_SOCKET": path])
    let lines = try LogLine.all(of: run.child.output)
    #expect(lines.map(\.level) == ["WARN", "ERROR", "FATAL"])
    #expect(lines[0].message.contains("the socket \"\(path)\""))
  }
}
