import Martlet
import Testing

@testable import Echo
@testable import Hello

/// A handler is a function like any other: a test of it needs no platform.
struct ExampleTests {
  @Test func `Hello greets by name`() async throws {
    let reply = try await Hello().handle(.init(name: "Ada"), context: Context())
    #expect(reply.message == "Hello Ada")
  }

  @Test func `Echo gives its event back`() async throws {
    #expect(try await Echo().handle([1, 2, 3], context: Context()) == [1, 2, 3])
  }
}
