import Glibc
import Martlet
import Testing

@testable import MartletRuntime

/// Functions whose process has to be a real one.
struct ProcessTests {
  struct Printing: Function {
    func handle(_ event: Void, context: Context) async throws {
      print("printed before the end")
      kill(getpid(), SIGKILL)
    }
  }

  @Test func `what a function has printed survives its process`() async throws {
    let session = try await withRuntimeAPIThread([.event()]) { address in
      let result = await #expect(
        processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Printing.main()
      }
      let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
      #expect(output.hasSuffix("printed before the end\n"))
    }
    #expect(session.calls == ["GET invocation/next"])
  }

  struct Unfinished: Function {
    func handle(_ event: Void, context: Context) async throws -> [UInt8] {
      print("no line end", terminator: "")
      return Array("\(getpid())".utf8)
    }
  }

  @Test func `an unfinished line is in the log before the answer is sent`() async throws {
    let platform: @Sendable (RecordedRequest) -> Answer = { request in
      guard let process = pid_t(request.text) else { return .event() }
      kill(process, SIGKILL)
      return .hold
    }
    let session = try await withRuntimeAPIThread(script: platform) { address in
      let result = await #expect(
        processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Unfinished.main()
      }
      let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
      #expect(output.hasSuffix("no line end\n"))
    }
    #expect(session.calls == ["GET invocation/next", "POST invocation/id-1/response"])
  }

  struct UnfinishedInit: Function {
    init() async throws { print("init", terminator: "") }

    func handle(_ event: Void, context: Context) async throws { kill(getpid(), SIGKILL) }
  }

  @Test func `an unfinished line of the init phase is in the log before the first event`()
    async throws
  {
    _ = try await withRuntimeAPIThread([.event()]) { address in
      let result = await #expect(
        processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        UnfinishedInit.main()
      }
      let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
      #expect(output.hasSuffix("init\n"))
    }
  }

  @Test func `an init that throws ends the process with its reason in the log`() async throws {
    let session = try await withRuntimeAPIThread([.status(500)]) { address in
      let result = await #expect(
        processExitsWith: .exitCode(1), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Unstartable.main()
      }
      let log = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
      #expect(
        log.hasSuffix(
          "\t\tFATAL\tthe function ends\t"
            + #"errorType=NoConfiguration errorMessage="no \"table\" is configured\n""# + "\n"))
    }
    #expect(session.calls == ["POST init/error"])
  }

  struct Forging: Function {
    func handle(_ event: Void, context: Context) async throws {
      throw FunctionError("A\nREPORT", "b\nEND\u{2028}\u{85}\u{1B}[2J")
    }
  }

  @Test func `no error writes a log line of its own`() async throws {
    _ = try await withRuntimeAPIThread([.event(id: "1\u{1B}[2J\rREPORT"), .accepted]) { address in
      let result = await #expect(
        processExitsWith: .exitCode(1), observing: [\.standardOutputContent]
      ) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Forging.main()
      }
      let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
      // The harness of the tests prints, too.
      let log = output.split(separator: "\n").filter { $0.contains("\t") }
      #expect(log.count == 2)
      #expect(log[0].contains("\t1 [2J REPORT\tERROR\t"))
      #expect(
        log.joined().unicodeScalars.allSatisfy {
          $0 == "\t" || $0.properties.generalCategory != .control
        })
    }
  }

  @MainActor final class Counter {
    static let shared = Counter()
    var count = 0
    func next() -> Int {
      MainActor.assertIsolated()
      count += 1
      return count
    }
  }

  struct Counting: Function {
    func handle(_ event: Void, context: Context) async throws -> [Int] {
      let first = await Counter.shared.next()
      let second = await Task { @MainActor in Counter.shared.next() }.value
      return [first, second]
    }
  }

  @Test func `the main actor's code runs on the loop`() async throws {
    let session = try await withRuntimeAPIThread([
      .event(), .accepted, .event(), .accepted,
    ]) { address in
      await #expect(processExitsWith: .exitCode(1)) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        Counting.main()
      }
    }
    #expect(session.posts.map(\.text) == ["[1,2]", "[3,4]"])
  }

  struct Tracing: Function {
    func handle(_ event: Void, context: Context) async throws -> String? {
      getenv("_X_AMZN_TRACE_ID").map { String(cString: $0) }
    }
  }

  @Test func `the trace of the invocation is in the environment while it is handled`() async throws
  {
    let session = try await withRuntimeAPIThread([
      .event(headers: "Lambda-Runtime-Trace-Id: Root=1;Sampled=0\r\n"), .accepted,
      .event(headers: "Lambda-Runtime-Trace-Id: Root=2\r\n"), .accepted, .event(), .accepted,
      .event(headers: "Lambda-Runtime-Trace-Id: Root=3\r\n"), .accepted,
    ]) { address in
      await #expect(processExitsWith: .exitCode(1)) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        setenv("_X_AMZN_TRACE_ID", "of another", 1)
        Tracing.main()
      }
    }
    #expect(
      session.posts.map(\.text) == [#""Root=1;Sampled=0""#, #""Root=2""#, "null", #""Root=3""#])
  }
}
