import MartletCurl
import Testing

@testable import MartletEmulator

/// Runtimes that finish sending, or hang up, while they wait for an event.
@Suite(.timeLimit(.minutes(5)))
struct HalfClosedTests {
  private static let next = "GET /2018-06-01/runtime/invocation/next"

  private static func ask(_ connection: RawConnection) async throws {
    try await connection.send("\(next) HTTP/1.1\r\nHost: test\r\n\r\n")
  }

  /// Returns when all that was sent before has been taken in.
  private static func settle(_ stage: Stage) async throws {
    let other = try await stage.connectToRuntimeAPI()
    #expect(try await other.request("GET /2018-06-01/ping").text == "pong")
  }

  private static func answer(_ id: String, _ stage: Stage) async throws {
    let other = try await stage.connectToRuntimeAPI()
    let path = "/2018-06-01/runtime/invocation/\(id)/response"
    #expect(try await other.request("POST \(path)", body: "1").status == 202)
  }

  private static func withRuntime(
    _ initialization: InitializationType = .onDemand, name: String = #function,
    _ test: @escaping @Sendable (Stage) async throws -> Void
  ) throws {
    var function = scripted("init-address;init-hang")
    function.initialization = initialization
    try withEmulator(function, maximumEnvironments: 1, name: name) { stage in
      let starting = Task(executorPreference: stage.loop) {
        _ = await stage.emulator.start("Scripted")
      }
      try await test(stage)
      await stage.emulator.shutdown()
      await starting.value
    }
  }

  @Test func `a call that has finished sending is answered`() throws {
    try Self.withRuntime { stage in
      let runtime = try await stage.connectToRuntimeAPI()
      try await Self.ask(runtime)
      runtime.socket.finishSending()
      try await Self.settle(stage)
      async let caller = stage.invoke("Scripted", "7")
      let event = try await runtime.response()
      #expect(event.status == 200 && event.text == "7")
      #expect(try await runtime.rest() == [])
      try await Self.answer(try #require(event["Lambda-Runtime-Aws-Request-Id"]), stage)
      #expect(await caller.text == "1")
    }
  }

  @Test func `of several invocations at a time none goes to a call that is over`() throws {
    try Self.withRuntime(.managedInstances(maximumConcurrency: 2)) { stage in
      async let caller = stage.invoke("Scripted", "7")
      let gone = try await stage.connectToRuntimeAPI()
      try await Self.ask(gone)
      gone.socket.finishSending()
      let runtime = try await stage.connectToRuntimeAPI()
      try await Self.ask(runtime)
      let event = try await runtime.response()
      #expect(event.text == "7")
      try await Self.answer(try #require(event["Lambda-Runtime-Aws-Request-Id"]), stage)
      #expect(await caller.text == "1")
    }
  }

  @Test func `an event that was written to nobody is given again`() throws {
    try Self.withRuntime { stage in
      let gone = try await stage.connectToRuntimeAPI()
      try await Self.ask(gone)
      gone.close()
      try await Self.settle(stage)
      async let caller = stage.invoke("Scripted", "7")
      _ = await stage.log.line { $0.hasPrefix("START ") }
      let runtime = try await stage.connectToRuntimeAPI()
      let event = try await runtime.request(Self.next)
      #expect(event.status == 200 && event.text == "7")
      try await Self.answer(try #require(event["Lambda-Runtime-Aws-Request-Id"]), stage)
      #expect(await caller.text == "1")
      #expect(stage.log.starts == 1)
    }
  }

  @Test func `a runtime that hangs up again and again holds one connection`() throws {
    try Self.withRuntime { stage in
      for _ in 0..<20 {
        let runtime = try await stage.connectToRuntimeAPI()
        try await Self.ask(runtime)
        runtime.close()
        try await Self.settle(stage)
      }
      #expect(await stage.emulator.waitingCalls == 1)
      let runtime = try await stage.connectToRuntimeAPI()
      try await Self.ask(runtime)
      async let caller = stage.invoke("Scripted", "7")
      let event = try await runtime.response()
      #expect(event.text == "7")
      try await Self.answer(try #require(event["Lambda-Runtime-Aws-Request-Id"]), stage)
      #expect(await caller.text == "1")
    }
  }

  @Test func `a call whose connection is broken off waits no longer`() throws {
    try Self.withRuntime { stage in
      let runtime = try await stage.connectToRuntimeAPI()
      try await Self.ask(runtime)
      try await Self.settle(stage)
      #expect(await stage.emulator.waitingCalls == 1)
      runtime.socket.reset()
      try await Self.settle(stage)
      #expect(await stage.emulator.waitingCalls == 0)
    }
  }
}

extension Emulator {
  fileprivate var waitingCalls: Int { environments.values.first?.waiting.count ?? -1 }
}
