import MartletCurl
import TestSupport

/// Runs a test with a Runtime API on a thread of its own, for tests that block theirs: an exit test
/// does while its process runs.
func withRuntimeAPIThread(
  _ answers: [Answer], test: (_ address: String) async throws -> Void
) async throws -> Session {
  nonisolated(unsafe) var answers = answers[...]
  return try await withRuntimeAPIThread(
    script: { _ in answers.popFirst() ?? .status(500, "the script is over") }, test: test)
}

/// The same with a Runtime API that answers as a function of the request, which runs on its thread.
func withRuntimeAPIThread(
  script: @escaping @Sendable (RecordedRequest) -> Answer,
  test: (_ address: String) async throws -> Void
) async throws -> Session {
  let (addresses, address) = AsyncStream<String>.makeStream()
  let (ends, end) = AsyncStream<Never>.makeStream()
  async let session = resultFromAnotherThread {
    defer { address.finish() }
    return try withRuntimeAPI(script: script) { api, _ in
      address.yield(api.address)
      for await _ in ends {}
      return Session(requests: api.requests, connectionCount: api.connectionCount, failure: nil)
    }
  }
  // Otherwise an error of the test would wait for the thread for ever.
  defer { end.finish() }
  for await address in addresses {
    try await test(address)
    end.finish()
  }
  return try await session
}
