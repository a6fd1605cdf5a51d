import Glibc
import MartletCurl
import MartletHTTP
import Testing

@testable import MartletEmulator

/// Telemetry as a real extension gets it, at a server of the test.
@Suite(.timeLimit(.minutes(5)))
struct TelemetryTests {
  /// Takes batches of events.
  ///
  /// Sharing is safe: all of it is used on the loop's thread.
  private final class Collector: @unchecked Sendable {
    let listener: Listener
    private(set) var batches: [String] = []
    private(set) var paths: Set<String> = []

    init(on loop: RunLoop) throws {
      listener = try Listener(on: loop)
      Task(executorPreference: loop) {
        while let socket = try? await self.listener.accept() {
          await HTTPConnection(socket, on: loop).serve { head, connection in
            guard let body = try? await connection.body(atMost: 1 << 20) else { return nil }
            self.paths.insert(head.path)
            self.batches.append(String(decoding: body.bytes, as: UTF8.self))
            return HTTPResponse(status: 200)
          }
        }
      }
    }

    /// The types of all events so far.
    var types: [String] {
      batches.joined().matches(of: #/"type":"([a-zA-Z.]+)"/#).map { String($0.1) }
    }

    func contains(_ text: String) -> Bool { batches.contains { $0.contains(text) } }
  }

  @Test func `an extension gets what happened from the start on, in order`() throws {
    let loop = try RunLoop()
    let folder = TemporaryFolder()
    try loop.run {
      let collector = try Collector(on: loop)
      let log = Log()
      let emulator = Emulator(
        [scripted(spiedOnBy: "\(collector.listener.address.port)", in: folder)],
        maximumEnvironments: 1, on: loop)
      await emulator.observe { entry, line in log.append(entry, line) }
      let answer = await emulator.invoke(
        .init(function: "Scripted", event: Array(#""say:hello;echo""#.utf8)))
      #expect(answer?.errorType == nil)
      while !collector.contains("platform.report") { await Task.yield() }
      #expect(log.contains(#"spy: 200 "OK""#))
      #expect(collector.paths == ["/events"])
      let platform = collector.types.filter { $0.hasPrefix("platform.") }
      #expect(
        platform == [
          "platform.initStart", "platform.telemetrySubscription", "platform.extension",
          "platform.initRuntimeDone", "platform.initReport", "platform.start",
          "platform.runtimeDone", "platform.report",
        ])
      #expect(
        collector.contains(
          #""record":{"name":"spy","state":"Ready","events":["INVOKE","SHUTDOWN"]}}"#))
      let traces = collector.batches.joined()
        .matches(of: #/"tracing":{"type":"X-Amzn-Trace-Id","value":"(Root=1-[^"]+)"}/#).map(\.1)
      #expect(traces.count == 3 && Set(traces).count == 1, "start, runtimeDone and report")
      #expect(collector.contains(#""type":"function","record":"hello"}"#))
      #expect(collector.contains(#""type":"extension","record":"extension "#))
      #expect(collector.batches.allSatisfy { JSONText.validate(Array($0.utf8)) == nil })
      await emulator.shutdown()
      collector.listener.close()
    }
  }

  @Test func `an extension that waits for the end of the runtime's part is told of it`() throws {
    let loop = try RunLoop()
    let (folder, signals) = (TemporaryFolder(), TemporaryFolder())
    try loop.run {
      let collector = try Collector(on: loop)
      let mode = "\(collector.listener.address.port)@\(signals.path)/done"
      let emulator = Emulator(
        [scripted(spiedOnBy: mode, in: folder)], maximumEnvironments: 1, on: loop)
      let answer = await emulator.invoke(
        .init(function: "Scripted", event: Array(#""echo""#.utf8)))
      #expect(answer?.errorType == nil)
      while !collector.contains("platform.runtimeDone") { await Task.yield() }
      #expect(!collector.contains("platform.report"))
      signals.write("done", "")
      while !collector.contains("platform.report") { await Task.yield() }
      let spans = collector.batches.joined().matches(of: #/"name":"([a-zA-Z]+)","start"/#).map(\.1)
      #expect(
        spans == ["responseLatency", "responseDuration", "runtimeOverhead", "extensionOverhead"])
      await emulator.shutdown()
      collector.listener.close()
    }
  }

  @Test func `the API is closed after the init phase and to strangers`() throws {
    try withEmulator(scripted("init-address;init-register:;echo")) { stage in
      #expect(await stage.invoke().errorType == nil)
      let api = try await stage.connectToRuntimeAPI()
      let header = "Lambda-Extension-Identifier: "
      let unnamed = try await api.request("PUT /2022-07-01/telemetry", body: "{}")
      #expect(unnamed.status == 403)
      let stranger = try await api.request(
        "PUT /2022-07-01/telemetry", ["\(header)8476a536-e9f4-11e8-9739-2dfe598c3fcd"], body: "{}")
      #expect(stranger.status == 403 && stranger.text.contains("Unknown extension 8476a536"))
      let identifier = try #require(await stage.emulator.firstExtension)
      let late = try await api.request(
        "PUT /2022-07-01/telemetry", [header + identifier], body: "{}")
      #expect(late.status == 403 && late.text.contains("Telemetry.SubscriptionClosed"))
      let logs = try await api.request("PUT /2020-08-15/logs", body: "{}")
      #expect(logs.status == 202 && logs.text.contains("Logs.NotSupported"))
    }
  }

  @Test func `an extension subscribes once`() throws {
    try withEmulator(scripted("init-address;init-register:;init-hang")) { stage in
      async let caller = stage.invoke()
      let api = try await stage.connectToRuntimeAPI()
      _ = await stage.log.line { $0.hasPrefix("register: 200 ") }
      let identifier = try #require(await stage.emulator.firstExtension)
      let body =
        #"{"schemaVersion":"2022-12-13","types":["platform"],"#
        + #""destination":{"protocol":"HTTP","URI":"http://sandbox:1"}}"#
      let header = "Lambda-Extension-Identifier: \(identifier)"
      let first = try await api.request("PUT /2022-07-01/telemetry", [header], body: body)
      #expect(first.status == 200 && first.text == #""OK""#)
      let second = try await api.request("PUT /2022-07-01/telemetry", [header], body: body)
      #expect(second.status == 500)
      #expect(second.text.contains("The extension scripted has subscribed already"))
      await stage.emulator.shutdown()
      _ = await caller
    }
  }

  @Test func `a batch that is under way takes along what comes meanwhile`() throws {
    let loop = try RunLoop()
    try loop.run {
      // Accepts nobody, so that no batch ends.
      let listener = try Listener(on: loop)
      let port = listener.address.port
      let body = """
        {"schemaVersion":"2022-12-13","types":["function"],
        "destination":{"protocol":"HTTP","URI":"http://sandbox:\(port)"}}
        """
      nonisolated(unsafe) var calls = 0
      let subscription = try TelemetrySubscription(Array(body.utf8), isManaged: false)
      nonisolated(unsafe) let stream = try TelemetryStream(subscription, on: loop) { calls += 1 }
      func append(_ count: Int) {
        for _ in 0..<count { stream.append(.line([65], of: "function", isJSON: false)) }
      }
      append(1000)
      #expect(calls == 1)
      let delivery = Task(executorPreference: loop) { await stream.deliver() }
      while !stream.isSending { await Task.yield() }
      append(2000)
      #expect(calls == 1)
      stream.close()
      listener.close()
      await delivery.value
    }
  }

  // Nobody listens at the first port.
  @Test(arguments: ["1", "tcp-1"])
  func `an extension that does not listen disturbs nobody`(mode: String) throws {
    let folder = TemporaryFolder()
    try withEmulator(scripted(spiedOnBy: mode, in: folder), maximumEnvironments: 1) { stage in
      for _ in 0..<20 {
        #expect(await stage.run("say:x;echo", wantsLogTail: true).errorType == nil)
      }
      #expect(stage.log.environments == 1)
    }
  }
}

extension Emulator {
  fileprivate var firstExtension: String? {
    controlPlane.environments.values.first?.extensions.keys.first
  }
}
