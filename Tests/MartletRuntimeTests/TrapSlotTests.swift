import Glibc
import MartletCurl
import Testing

@testable import MartletRuntime

/// Whose error a trap is.
struct TrapSlotTests {
  @Test func `between two invocations a trap is logged and nobody's error`() async throws {
    let session = try await withRuntimeAPIThread([.accepted]) { address in
      let result = await #expect(
        processExitsWith: .signal(SIGILL), observing: [\.standardErrorContent]
      ) { [address = address as String] in
        TrapReport.install(runtimeAPI: address)
        TrapReport.endInit()
        TrapReport.begin(Context(requestID: "id-1"))
        TrapReport.end()
        fatalError("late")
      }
      let log = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(
        log.contains(#"late (SIGILL)"; no invocation is running that it could be reported for"#))
    }
    #expect(session.requests.isEmpty)
  }

  /// Where the second of two slots traps.
  enum Place: String, CaseIterable {
    case slot, child, group, task, detached
  }

  /// Never returns, as the compiler must not know, or it refuses what comes after.
  private static func fail(_ message: String) {
    if getpid() > 0 { fatalError(message) }
  }

  private static func trap(in place: Place, on loop: RunLoop) async {
    switch place {
    case .slot: fail("slot")
    case .child:
      async let value: Void = { fail("child") }()
      await value
    case .group:
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          await withTaskGroup(of: Void.self) { $0.addTask { fail("group") } }
        }
      }
    case .task: await Task(executorPreference: loop) { fail("task") }.value
    case .detached: await Task.detached { fail("detached") }.value
    }
  }

  private static func run(
    _ address: String, trapIn place: Place, endsFirst: Bool
  ) throws {
    TrapReport.install(runtimeAPI: address)
    TrapReport.endInit()
    TrapReport.useSlots(2)
    let loop = try RunLoop()
    loop.run {
      let (begins, begin) = AsyncStream<Void>.makeStream()
      let (never, end) = AsyncStream<Void>.makeStream()
      Task(executorPreference: loop) {
        await TrapReport.slot.withValue(0) {
          TrapReport.begin(Context(requestID: "id-0", invocationID: "attempt-0"))
          if endsFirst { TrapReport.end() }
          begin.yield()
          for await _ in never {}
        }
      }
      for await _ in begins { break }
      await TrapReport.slot.withValue(1) {
        TrapReport.begin(Context(requestID: "id-1", invocationID: "attempt-1"))
        await trap(in: place, on: loop)
      }
      end.finish()
    }
  }

  @Test(arguments: [Place.slot, .child, .group, .task])
  func `of two invocations, the trap is the error of the one that it works for`(
    place: Place
  ) async throws {
    let session = try await withRuntimeAPIThread([.accepted, .accepted]) { address in
      await #expect(processExitsWith: .signal(SIGILL)) {
        [address = address as String, place = place.rawValue as String] in
        try Self.run(address, trapIn: Place(rawValue: place)!, endsFirst: false)
      }
    }
    #expect(session.calls == ["POST invocation/id-1/error"])
    #expect(session.posts[0]["Lambda-Runtime-Invocation-Id"] == "attempt-1")
    let report = try ErrorReport(session.posts[0].body)
    #expect(report.errorMessage.hasSuffix("Fatal error: \(place) (SIGILL)"))
  }

  @Test func `a trap in a task of nobody's is the error of all that run`() async throws {
    let session = try await withRuntimeAPIThread([.accepted, .accepted]) { address in
      await #expect(processExitsWith: .signal(SIGILL)) { [address = address as String] in
        try Self.run(address, trapIn: .detached, endsFirst: false)
      }
    }
    #expect(session.calls == ["POST invocation/id-0/error", "POST invocation/id-1/error"])
    for post in session.posts {
      let message = try ErrorReport(post.body).errorMessage
      #expect(message.hasPrefix("the execution environment ended in the middle of this invocation"))
      #expect(message.hasSuffix("Fatal error: detached (SIGILL)"))
    }
  }

  @Test func `a trap in a task of nobody's is the error of the only one that runs`() async throws {
    let session = try await withRuntimeAPIThread([.accepted, .accepted]) { address in
      await #expect(processExitsWith: .signal(SIGILL)) { [address = address as String] in
        try Self.run(address, trapIn: .detached, endsFirst: true)
      }
    }
    #expect(session.calls == ["POST invocation/id-1/error"])
    let report = try ErrorReport(session.posts[0].body)
    #expect(!report.errorMessage.contains("execution environment"))
  }

  @Test func `of traps on several threads the first is reported`() async throws {
    let session = try await withRuntimeAPIThread([.accepted, .accepted, .accepted]) { address in
      await #expect(processExitsWith: .signal(SIGILL)) { [address = address as String] in
        TrapReport.install(runtimeAPI: address)
        TrapReport.endInit()
        TrapReport.begin(Context(requestID: "id-1"))
        for _ in 0..<4 {
          var thread = pthread_t()
          pthread_create(&thread, nil, { _ in fatalError("one of four") }, nil)
        }
        while true { pause() }
      }
    }
    #expect(session.calls == ["POST invocation/id-1/error"])
  }

  @Test func `a trap in the handler itself ends the process at once`() async throws {
    let session = try await withRuntimeAPIThread([.accepted]) { address in
      await #expect(processExitsWith: .signal(SIGSEGV)) { [address = address as String] in
        TrapReport.install(runtimeAPI: address)
        TrapReport.endInit()
        TrapReport.begin(Context(requestID: "id-1"))
        let door = dlsym(nil, "swift_getFatalErrorMessageBuffer")
        typealias Door = @convention(c) () -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
        unsafeBitCast(door, to: Door.self)().pointee = UnsafeMutablePointer(bitPattern: 0x10)
        raise(SIGILL)
      }
    }
    #expect(session.requests.isEmpty)
  }

  @Test func `a message that is no UTF-8 becomes valid JSON`() async throws {
    let session = try await withRuntimeAPIThread([.accepted]) { address in
      await #expect(processExitsWith: .signal(SIGILL)) { [address = address as String] in
        TrapReport.install(runtimeAPI: address)
        TrapReport.endInit()
        TrapReport.begin(Context(requestID: "id-1"))
        // As a runtime would that names a type of a file that is damaged.
        let door = dlsym(nil, "swift_getFatalErrorMessageBuffer")
        typealias Door = @convention(c) () -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
        let bytes: [UInt8] =
          [
            0xC3, 0x28, 0xED, 0xA0, 0x80, 0xC0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0xE2, 0x80, 0xA8,
            0x7F,
          ]
          + Array("é\\\t🐦".utf8) + [0xF0, 0x9F, 0]
        unsafeBitCast(door, to: Door.self)().pointee = strdup(bytes.map(CChar.init(bitPattern:)))
        raise(SIGILL)
      }
    }
    let text = session.posts[0].text
    #expect(text.contains("(\u{FFFD}") || text.contains("\u{FFFD}("))
    let message = try ErrorReport(session.posts[0].body).errorMessage
    let broken = String(repeating: "\u{FFFD}", count: 3)
    #expect(
      message
        == "\u{FFFD}(\(broken)\u{FFFD}\u{FFFD}\(broken)\u{FFFD}\u{2028}\u{7F}é\\\t🐦\u{FFFD}\u{FFFD} (SIGILL)"
    )
    #expect(text.contains(#"\u2028\u007f"#))
  }
}
