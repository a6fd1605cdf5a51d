import Glibc
import MartletCurl
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TimerTests {
  @Test func `timers fire in the order of their deadlines`() throws {
    let loop = try RunLoop()
    try loop.run {
      var fired: [Int] = []
      let now = ContinuousClock.now
      for number in [3, 1, 2, 0] {
        loop.schedule(at: now + .milliseconds(number)) { fired.append(number) }
      }
      try await loop.sleep(until: now + .milliseconds(4))
      #expect(fired == [0, 1, 2, 3])
    }
  }

  @Test func `timers with one deadline fire in the order they were made`() throws {
    let loop = try RunLoop()
    try loop.run {
      var fired: [Int] = []
      let deadline = ContinuousClock.now + .milliseconds(1)
      for number in 0..<50 { loop.schedule(at: deadline) { fired.append(number) } }
      try await loop.sleep(until: deadline)
      #expect(fired == Array(0..<50))
    }
  }

  @Test func `a timer never fires before its deadline`() throws {
    let loop = try RunLoop()
    try loop.run {
      for microseconds in [0, 1, 300, 999, 1000, 1001, 2500] {
        let deadline = ContinuousClock.now + .microseconds(microseconds)
        try await loop.sleep(until: deadline)
        #expect(ContinuousClock.now >= deadline)
      }
    }
  }

  @Test func `a cancelled timer does not fire`() throws {
    let loop = try RunLoop()
    try loop.run {
      var fired: [String] = []
      let deadline = ContinuousClock.now + .milliseconds(1)
      let first = loop.schedule(at: deadline) { fired.append("first") }
      loop.schedule(at: deadline) { fired.append("second") }
      first.cancel()
      first.cancel()
      try await loop.sleep(until: deadline)
      #expect(fired == ["second"])
    }
  }

  @Test func `a timer that is set while the loop waits for a later one fires first`() throws {
    let loop = try RunLoop()
    try loop.run {
      var fired: [String] = []
      let now = ContinuousClock.now
      let last = now + .milliseconds(8)
      loop.schedule(at: now + .milliseconds(5)) { fired.append("late") }
      try await loop.sleep(until: now + .milliseconds(1))
      loop.schedule(at: now + .milliseconds(3)) { fired.append("early") }
      let cancelled = loop.schedule(at: now + .milliseconds(2)) { fired.append("cancelled") }
      cancelled.cancel()
      loop.schedule(at: last) { fired.append("last") }
      try await loop.sleep(until: last)
      #expect(fired == ["early", "late", "last"])
    }
  }

  @Test func `a near timer fires on time beside one that is far`() throws {
    let loop = try RunLoop()
    try loop.run {
      let far = loop.schedule(at: .now + .seconds(3600)) { Issue.record("an hour has passed") }
      for _ in 0..<3 {
        let deadline = ContinuousClock.now + .milliseconds(2)
        try await loop.sleep(until: deadline)
        #expect(ContinuousClock.now >= deadline)
      }
      far.cancel()
    }
  }

  @Test func `a timer cancels another one that is due at the same time`() throws {
    let loop = try RunLoop()
    try loop.run {
      var fired: [String] = []
      var second: RunLoop.Timer?
      let deadline = ContinuousClock.now + .milliseconds(1)
      let first = loop.schedule(at: deadline) {
        fired.append("first")
        second?.cancel()
      }
      second = loop.schedule(at: deadline) { fired.append("second") }
      try await loop.sleep(until: deadline)
      first.cancel()
      #expect(fired == ["first"])
    }
  }

  @Test func `a timer set by a timer fires`() throws {
    let loop = try RunLoop()
    loop.run {
      await withCheckedContinuation { continuation in
        loop.schedule(at: .now) { loop.schedule(at: .now) { continuation.resume() } }
      }
    }
  }

  @Test func `a cancelled timer lets go of the last reference to a socket`() throws {
    // Closing the socket comes back to the loop's state while the timer is being taken out.
    let loop = try RunLoop()
    try loop.run {
      var (near, far): (Socket?, Socket) = try socketPair(on: loop)
      let timer = loop.schedule(at: .now + .seconds(60)) { [near] in near?.close() }
      near = nil
      timer.cancel()
      #expect(try await far.receiveAll().isEmpty)
    }
  }

  @Test func `a fired timer lets go of what its action holds`() throws {
    final class Held {}
    let loop = try RunLoop()
    try loop.run {
      weak var gone: Held?
      do {
        let held = Held()
        gone = held
        loop.schedule(at: .now) { _ = held }
      }
      #expect(gone != nil)
      try await loop.sleep(for: .zero)
      #expect(gone == nil)
    }
  }

  @Test func `a sleep that is over already returns`() throws {
    let loop = try RunLoop()
    try loop.run {
      try await loop.sleep(until: .now - .seconds(60))
      try await loop.sleep(for: .zero)
    }
  }

  @Test func `a sleep of a task that is cancelled already throws at once`() throws {
    let loop = try RunLoop()
    loop.run {
      let task = Task(executorPreference: loop) {
        withUnsafeCurrentTask { $0?.cancel() }
        try await loop.sleep(for: .seconds(3600))
      }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func `a cancelled sleep throws at once`() throws {
    let loop = try RunLoop()
    loop.run {
      let task = Task(executorPreference: loop) { try await loop.sleep(for: .seconds(3600)) }
      await Task.yield()
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func `a sleep cancelled by another thread throws at once`() throws {
    let loop = try RunLoop()
    loop.run {
      for _ in 0..<50 {
        let task = Task(executorPreference: loop) { try await loop.sleep(for: .seconds(3600)) }
        onAnotherThread { task.cancel() }
        await #expect(throws: CancellationError.self) { try await task.value }
      }
    }
  }

  @Test func `a sleep that is over when its task is cancelled has still been cancelled`() throws {
    let loop = try RunLoop()
    loop.run {
      let task = Task(executorPreference: loop) {
        try await loop.sleep(for: .zero)
        withUnsafeCurrentTask { $0?.cancel() }
        try await loop.sleep(for: .zero)
      }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test func `many sleeps at once wake in order`() throws {
    let loop = try RunLoop()
    loop.run {
      let now = ContinuousClock.now
      let woken = await withTaskGroup(of: Int.self, returning: [Int].self) { group in
        for number in (0..<200).reversed() {
          group.addTask {
            try? await loop.sleep(until: now + .microseconds(20 * number))
            return number
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(woken.sorted() == Array(0..<200))
    }
  }

  @Test func `a loop that waits for a timer uses no processor time`() throws {
    func used() -> Duration {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let loop = try RunLoop()
    try loop.run {
      let before = used()
      // Fractions of a millisecond are what a wait that is rounded down would spin through.
      for _ in 0..<100 { try await loop.sleep(for: .microseconds(1900)) }
      #expect(used() - before < .milliseconds(90))
    }
  }
}
