import Glibc
import Martlet
import Testing

@testable import MartletRuntime

/// Environments that are kept as snapshots (SnapStart).
struct SnapshotTests {
  struct Snapped: SnapshotFunction {
    var log: [String] = []

    mutating func beforeSnapshot() async throws { log.append("before") }
    mutating func afterRestore() async throws { log.append("after") }
    mutating func handle(_ event: Void, context: Context) async throws -> [String] { log }
  }

  struct Failing: SnapshotFunction {
    struct Broken: Error {}
    nonisolated(unsafe) static var failsBefore = true

    mutating func beforeSnapshot() async throws { if Self.failsBefore { throw Broken() } }
    mutating func afterRestore() async throws { throw Broken() }
    mutating func handle(_ event: Void, context: Context) async throws {}
  }

  private static let snapStart = ["AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start"]

  private static func restored(_ request: RecordedRequest) -> Answer? {
    request.route == "restore/next" ? .status(200, "") : nil
  }

  @Test func `the hooks run on either side of the snapshot, before the first event`() throws {
    let session = try Session(
      of: Snapped.self, events: [.event(), .event()], variables: Self.snapStart,
      other: Self.restored)
    #expect(session.calls.prefix(2) == ["GET restore/next", "GET invocation/next"])
    #expect(session.posts.map(\.text) == Array(repeating: #"["before","after"]"#, count: 2))
  }

  @Test func `the connections of the copied environment are not used again`() throws {
    let session = try Session(
      of: Snapped.self, events: [.event()], variables: Self.snapStart, other: Self.restored)
    #expect(session.requests.map(\.connection) == [0, 1, 1, 1])
  }

  @Test(arguments: [Answer.close, .reset([])])
  func `a restore that is asked for on a connection that dies is asked for again`(
    loss: Answer
  ) throws {
    var losses = 0
    let session = try Session(
      of: Snapped.self, events: [.event()], variables: Self.snapStart,
      other: { request in
        guard request.route == "restore/next" else { return nil }
        losses += 1
        return losses == 1 ? loss : .status(200, "")
      })
    #expect(
      session.calls == [
        "GET restore/next", "GET restore/next", "GET invocation/next",
        "POST invocation/id-1/response",
        "GET invocation/next",
      ])
  }

  struct Both: SnapshotFunction, ShutdownFunction {
    mutating func beforeSnapshot() async throws {}
    mutating func afterRestore() async throws {}
    mutating func handle(_ event: Void, context: Context) async throws {}
    mutating func shutdown() async throws {}
  }

  @Test func `a shutdown is asked for before the snapshot ends the init phase`() async throws {
    let platform = { @Sendable (request: RecordedRequest) -> Answer in
      switch request.route {
      case "/2020-01-01/extension/register":
        .status(200, headers: "Lambda-Extension-Identifier: me\r\n")
      case "/2020-01-01/extension/event/next": .hold
      case "restore/next": .status(200)
      default: .status(500)
      }
    }
    let session = try await withRuntimeAPIThread(script: platform) { address in
      await #expect(processExitsWith: .exitCode(1)) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        setenv("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", 1)
        Both.main()
      }
    }
    #expect(session.calls.first == "POST /2020-01-01/extension/register")
    #expect(session.calls.contains("GET restore/next"))
  }

  @Test func `a trap in a copy is its restore's error`() async throws {
    struct Trapping: SnapshotFunction {
      mutating func beforeSnapshot() async throws {}
      mutating func afterRestore() async throws { fatalError("no seed") }
      mutating func handle(_ event: Void, context: Context) async throws {}
    }
    let platform = { @Sendable (request: RecordedRequest) -> Answer in
      request.route == "restore/next" ? .status(200) : .status(202)
    }
    let session = try await withRuntimeAPIThread(script: platform) { address in
      await #expect(processExitsWith: .failure) { [address = address as String] in
        setenv("AWS_LAMBDA_RUNTIME_API", address, 1)
        setenv("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", 1)
        Trapping.main()
      }
    }
    #expect(session.calls == ["GET restore/next", "POST restore/error"])
    #expect(session.posts.first?.text.contains("no seed") == true)
  }

  @Test func `a function without hooks is kept too`() throws {
    let session = try Session(
      of: Bytes.self, events: [.event("a")], variables: Self.snapStart, other: Self.restored)
    #expect(session.calls.first == "GET restore/next")
    #expect(session.posts[0].text == "a")
  }

  @Test(arguments: [nil, "", "on-demand", "provisioned-concurrency", "lambda-managed-instances"])
  func `no other environment is offered`(type: String?) throws {
    let session = try Session(
      of: Snapped.self, events: [.event()],
      variables: type.map { ["AWS_LAMBDA_INITIALIZATION_TYPE": $0] } ?? [:])
    #expect(session.calls[0] == "GET invocation/next")
    #expect(session.posts[0].text == "[]")
  }

  @Test func `what fails before the snapshot is reported as a failed init`() throws {
    Failing.failsBefore = true
    let session = try Session(of: Failing.self, events: [.event()], variables: Self.snapStart)
    #expect(session.calls == ["POST init/error"])
    #expect(
      session.posts[0]["Lambda-Runtime-Function-Error-Type"] == "Runtime.BeforeSnapshotError")
    #expect(try ErrorReport(session.posts[0].body).errorType == "Broken")
    #expect(session.failure is Failing.Broken)

    Failing.failsBefore = false
    let restored = try Session(
      of: Failing.self, events: [.event()], variables: Self.snapStart, other: Self.restored)
    #expect(restored.calls == ["GET restore/next", "POST restore/error"])
    #expect(
      restored.posts[0]["Lambda-Runtime-Function-Error-Type"] == "Runtime.AfterRestoreError")
    #expect(restored.failure is Failing.Broken)
  }

  @Test(arguments: [403, 404])
  func `a platform without snapshots goes on without one`(status: Int) throws {
    let session = try Session(
      of: Snapped.self, events: [.event()], variables: Self.snapStart,
      other: { $0.route == "restore/next" ? .status(status) : nil })
    #expect(session.posts[0].text == #"["before","after"]"#)
  }

  @Test func `a platform that fails to restore ends the function`() throws {
    let session = try Session(
      of: Snapped.self, events: [.event()], variables: Self.snapStart,
      other: { $0.route == "restore/next" ? .status(500, "broken") : nil })
    #expect(session.calls == ["GET restore/next"])
    #expect((session.failure as? RuntimeError)?.message.contains("restore/next with 500") == true)
  }
}
