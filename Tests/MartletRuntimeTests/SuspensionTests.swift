import Glibc
import Martlet
import TestSupport
import Testing

@testable import MartletRuntime

/// Handlers that suspend come back on the thread that serves them.
struct SuspensionTests {
  /// The thread before and after a suspension, as what a handler answers.
  struct Threads: Codable, Equatable {
    var isSame: Bool

    init(before: pthread_t) { isSame = pthread_equal(before, pthread_self()) != 0 }
  }

  private func expectSameThread<F: Function>(_ function: F.Type) async throws {
    // The pool's threads are the handlers' to wait for; tests that block them could use them up.
    let session = try await resultFromAnotherThread {
      try Session(of: function, [.event(), .accepted, .event(), .accepted])
    }
    #expect(session.posts.map(\.text) == [#"{"isSame":true}"#, #"{"isSame":true}"#])
  }

  @Test func `after a yield`() async throws {
    struct Yielding: Function {
      func handle(_ event: Void, context: Context) async throws -> Threads {
        let thread = pthread_self()
        for _ in 0..<10 { await Task.yield() }
        return Threads(before: thread)
      }
    }
    try await expectSameThread(Yielding.self)
  }

  @Test func `after a continuation that another thread resumes`() async throws {
    struct Resumed: Function {
      func handle(_ event: Void, context: Context) async throws -> Threads {
        let thread = pthread_self()
        await withCheckedContinuation { continuation in
          onAnotherThread { continuation.resume() }
        }
        return Threads(before: thread)
      }
    }
    try await expectSameThread(Resumed.self)
  }

  @Test func `after child tasks, which run on it too`() async throws {
    struct Parent: Function {
      func handle(_ event: Void, context: Context) async throws -> Threads {
        let thread = pthread_self()
        async let first = child()
        let others = await withTaskGroup { group in
          for _ in 0..<4 { group.addTask { await child() } }
          return await group.reduce(into: []) { $0.append($1) }
        }
        let all = others + [await first]
        try #require(all.allSatisfy { pthread_equal($0, thread) != 0 })
        return Threads(before: thread)
      }
    }
    try await expectSameThread(Parent.self)
  }

  @Test func `after a detached task`() async throws {
    struct Detaching: Function {
      func handle(_ event: Void, context: Context) async throws -> Threads {
        let thread = pthread_self()
        await Task.detached { await Task.yield() }.value
        return Threads(before: thread)
      }
    }
    try await expectSameThread(Detaching.self)
  }

  @Test func `after a sleep`() async throws {
    struct Sleeping: Function {
      func handle(_ event: Void, context: Context) async throws -> Threads {
        let thread = pthread_self()
        try await Task.sleep(for: .nanoseconds(1))
        return Threads(before: thread)
      }
    }
    try await expectSameThread(Sleeping.self)
  }

  @Test func `after an actor of the function's own`() async throws {
    actor Store {
      func read() -> Int { 1 }
    }
    struct Reading: Function {
      let store = Store()

      func handle(_ event: Void, context: Context) async throws -> Threads {
        let thread = pthread_self()
        _ = await store.read()
        return Threads(before: thread)
      }
    }
    try await expectSameThread(Reading.self)
  }

  @Test func `a task that outlives its invocation does not answer another one`() throws {
    struct Leaving: Function {
      var left: Task<Void, any Error>?

      mutating func handle(_ event: String, context: Context) async throws -> String {
        let before = left
        left = Task { throw FunctionError("Late", event) }
        _ = await before?.result
        return event
      }
    }
    let session = try Session(
      of: Leaving.self, [.event(#""a""#, id: "1"), .accepted, .event(#""b""#, id: "2"), .accepted])
    #expect(session.posts.map(\.route) == ["invocation/1/response", "invocation/2/response"])
    #expect(session.posts.map(\.text) == [#""a""#, #""b""#])
  }
}

private nonisolated(nonsending) func child() async -> pthread_t {
  await Task.yield()
  return pthread_self()
}
