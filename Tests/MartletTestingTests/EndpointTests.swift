import MartletCurl
import MartletHTTP
import Testing

@testable import Hello
@testable import MartletTesting

/// The Invoke API of a function under test, and faults as its callers meet them.
@Suite(.timeLimit(.minutes(5)))
struct EndpointTests {
  private static let path = "/2015-03-31/functions/Hello/invocations"

  /// What a caller reads; nil where its connection is lost.
  private static func call(_ endpoint: String) async throws -> (status: Int, error: String?)? {
    let thread = try await LoopThread()
    let answer: (Int, String?)? = try await Task(executorPreference: thread.loop) {
      let client = try Client(.init(base: endpoint, userAgent: "test/1"), on: thread.loop)
      defer { client.close() }
      do throws(TransportError) {
        let response = try await client.post(Self.path, body: Array(#"{"name":"Ada"}"#.utf8))
        return (response.status, response.headers["x-amzn-ErrorType"])
      } catch {
        return nil
      }
    }.value
    await thread.end()
    return answer
  }

  @Test func `a caller meets the function, after a cold start too`() async throws {
    try await withFunction(Hello.self, on: .emulated) { hello in
      let endpoint = try await hello.endpoint()
      try await #expect(Self.call(endpoint)?.status == 200)
      await hello.coldStart()
      try await #expect(hello.endpoint() == endpoint)
      try await #expect(Self.call(endpoint)?.status == 200)
    }
  }

  @Test func `a caller is throttled`() async throws {
    try await withFunction(Hello.self, on: .emulated) { hello in
      let endpoint = try await hello.endpoint()
      try await hello.inject(.throttled)
      let refused = try #require(try await Self.call(endpoint))
      #expect(refused == (429, "TooManyRequestsException"))
      try await #expect(Self.call(endpoint)?.status == 200)
    }
  }

  @Test func `a caller is refused with a status`() async throws {
    try await withFunction(Hello.self, on: .emulated) { hello in
      let endpoint = try await hello.endpoint()
      try await hello.inject(.status(503, on: .invoke))
      let refused = try #require(try await Self.call(endpoint))
      #expect(refused == (503, "ServiceException"))
    }
  }

  @Test(arguments: [Fault.Moment.request, .reply, .middleOfReply])
  func `a caller loses its connection`(moment: Fault.Moment) async throws {
    try await withFunction(Hello.self, on: .emulated) { hello in
      let endpoint = try await hello.endpoint()
      try await hello.inject(.connectionLoss(on: .invoke, at: moment))
      try await #expect(Self.call(endpoint) == nil)
      try await #expect(Self.call(endpoint)?.status == 200)
      // Lost after the request, it has been handled all the same.
      let handled = hello.log.ranges(of: "START RequestId").count
      #expect(handled == (moment == .request ? 1 : 2))
    }
  }
}
