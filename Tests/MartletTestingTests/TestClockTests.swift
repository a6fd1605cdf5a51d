import Martlet
import MartletTesting
import Testing

struct TestClockTests {
  @Test func `it moves when it is told to, and wakes in the order of time`() async throws {
    let clock = TestClock()
    let start = clock.now
    let (order, continuation) = AsyncStream<Int>.makeStream()
    for seconds in [2, 1, 3] {
      Task {
        try await clock.sleep(until: start + .seconds(seconds))
        continuation.yield(seconds)
      }
    }
    await clock.untilSleeping(3)
    var woken = order.makeAsyncIterator()
    clock.advance(by: .seconds(1))
    #expect(await woken.next() == 1)
    clock.advance(by: .seconds(1))
    #expect(await woken.next() == 2)
    clock.advance(to: start + .seconds(3))
    #expect(await woken.next() == 3)
    clock.advance(to: start)
    #expect(clock.now == start + .seconds(3))
  }

  @Test func `who is cancelled wakes`() async throws {
    let clock = TestClock()
    let task = Task { try await clock.sleep(for: .seconds(1)) }
    await clock.untilSleeping()
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    let late = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await clock.sleep(for: .seconds(1))
    }
    await #expect(throws: CancellationError.self) { try await late.value }
  }

  struct Endless: Function {
    static let clock = TestClock()
    func handle(_ event: Void, context: Context) async throws {
      try await Self.clock.sleep(for: .seconds(60))
    }
  }

  @Test func `an invocation whose time is over ends, and its environment with it`() async throws {
    let options = TestOptions(timeout: .milliseconds(2500), clock: Endless.clock)
    try await withFunction(Endless.self, options) { endless in
      async let mover: Void = {
        await Endless.clock.untilSleeping()
        Endless.clock.advance(by: .milliseconds(2500))
      }()
      let error = await #expect(throws: InvocationError.self) { try await endless.invoke(()) }
      #expect(error?.type == "Sandbox.Timedout")
      #expect(error?.message.hasSuffix("Error: Task timed out after 2.50 seconds") == true)
      await mover
    }
  }
}
