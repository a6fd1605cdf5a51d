import Testing

@testable import MartletRuntime

/// The runtime's requests, byte for byte, against the transcripts in `Tests/Wire`.
struct WireTests {
  private static let headers = """
    Lambda-Runtime-Invocation-Id: 0b5ee8a4-6a0c-4b7c-9d54-7a5c3b1f2e10\r
    Lambda-Runtime-Deadline-Ms: 1760000000000\r
    Lambda-Runtime-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1\r

    """
  private static let event = Answer.event(
    "it is \"out of stock\"\n🥨", id: "8476a536-e9f4-11e8-9739-2dfe598c3fcd", headers: headers)

  private func expect<F: Function>(
    _ function: F.Type, _ script: [Answer], writes transcripts: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let session = try Session(of: function, script)
    let address = session.requests[0]["Host"] ?? ""
    #expect(session.requests.count == transcripts.count, sourceLocation: sourceLocation)
    #expect(session.connectionCount == 1, sourceLocation: sourceLocation)
    for (request, name) in zip(session.requests, transcripts) {
      try Transcript(name).expect(request, from: address, sourceLocation: sourceLocation)
    }
  }

  @Test func `an invocation that succeeds`() throws {
    try expect(
      Bytes.self, [Self.event, .accepted],
      writes: ["runtime-next", "runtime-response", "runtime-next"])
  }

  @Test func `an invocation that fails`() throws {
    try expect(
      Thrower.self, [Self.event, .accepted],
      writes: ["runtime-next", "runtime-error", "runtime-next"])
  }

  @Test func `an init phase that fails`() throws {
    try expect(Unstartable.self, [.accepted], writes: ["runtime-init-error"])
  }
}
