import Testing

@testable import MartletCurl

@Suite(.timeLimit(.minutes(5)))
struct SignalTests {
  @Test func `a task that waits is woken`() throws {
    let loop = try RunLoop()
    loop.run {
      let signal = Signal()
      loop.schedule(at: .now) { signal.raise() }
      await signal.wait()
    }
  }

  @Test func `a report that finds nobody waiting is kept until it is cleared`() throws {
    let loop = try RunLoop()
    loop.run {
      let signal = Signal()
      signal.raise()
      await signal.wait()

      signal.clear()
      var isRaised = false
      loop.schedule(at: .now) {
        isRaised = true
        signal.raise()
      }
      await signal.wait()
      #expect(isRaised)
    }
  }

  @Test func `a second task that waits is refused`() async {
    await #expect(processExitsWith: .failure) {
      let loop = try RunLoop()
      loop.run {
        nonisolated(unsafe) let signal = Signal()
        let first = Task(executorPreference: loop) { await signal.wait() }
        let second = Task(executorPreference: loop) { await signal.wait() }
        _ = await (first.value, second.value)
      }
    }
  }
}
