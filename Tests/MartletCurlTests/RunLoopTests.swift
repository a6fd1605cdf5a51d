import Glibc
import MartletCurl
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RunLoopTests {
  struct Refusal: Error, Equatable { var number: Int }

  @Test func `run returns what its body returns`() throws {
    #expect(try RunLoop().run { 7 } == 7)
    #expect(
      try RunLoop().run {
        await Task.yield()
        return "late"
      } == "late")
  }

  @Test func `run throws what its body throws, with its type`() throws {
    let loop = try RunLoop()
    do throws(Refusal) {
      try loop.run { () async throws(Refusal) in
        await Task.yield()
        throw Refusal(number: 3)
      }
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.number == 3)
    }
  }

  @Test func `what is to be done before the loop waits comes behind what is ready`() throws {
    let loop = try RunLoop()
    try loop.run {
      var order: [String] = []
      loop.beforeWaiting { order.append("first") }
      loop.beforeWaiting {
        order.append("second")
        loop.beforeWaiting { order.append("third") }
      }
      for _ in 0..<3 {
        await Task.yield()
        order.append("ready")
      }
      try await loop.sleep(for: .milliseconds(1))
      loop.beforeWaiting { order.append("again") }
      try await loop.sleep(for: .milliseconds(1))
      #expect(order == ["ready", "ready", "ready", "first", "second", "third", "again"])
    }
  }

  @Test func `a task that keeps yielding starves neither timers nor sockets`() throws {
    let loop = try RunLoop()
    loop.run {
      var isOver = false
      loop.schedule(at: .now + .milliseconds(2)) { isOver = true }
      while !isOver { await Task.yield() }
    }
  }

  @Test func `a loop runs again after it has returned`() throws {
    let loop = try RunLoop()
    #expect(!loop.isCurrent)
    for round in 0..<3 {
      #expect(loop.run { loop.isCurrent ? round : -1 } == round)
      #expect(!loop.isCurrent)
    }
  }

  @Test func `a loop runs on another thread after it has returned`() throws {
    let loop = try RunLoop()
    loop.run {}
    let isOver = DoneFlag()
    onAnotherThread {
      loop.run { isOver.set() }
    }
    isOver.wait()
  }

  @Test func `a loop inside of itself is refused`() async {
    await #expect(processExitsWith: .failure) {
      let loop = try RunLoop()
      loop.run { loop.run {} }
    }
  }

  @Test func `a loop on two threads at once is refused`() async {
    await #expect(processExitsWith: .failure) {
      let loop = try RunLoop()
      loop.run {
        await withCheckedContinuation { continuation in
          onAnotherThread {
            loop.run {}
            continuation.resume()
          }
        }
      }
    }
  }

  @Test func `a loop runs inside of another one`() throws {
    let outer = try RunLoop()
    let inner = try RunLoop()
    outer.run {
      #expect(inner.run { inner.isCurrent && outer.isCurrent })
      #expect(!inner.isCurrent)
      await Task.yield()
      #expect(outer.isCurrent)
    }
  }

  @Test func `tasks and child tasks run on the thread of the loop`() throws {
    let loop = try RunLoop()
    let here = pthread_self()
    loop.run {
      #expect(pthread_self() == here)
      async let child = pthread_self()
      #expect(await child == here)
      #expect(await Task(executorPreference: loop) { pthread_self() }.value == here)
      let threads = await withTaskGroup(of: pthread_t.self, returning: Set<pthread_t>.self) {
        for _ in 0..<20 {
          $0.addTask {
            await Task.yield()
            return pthread_self()
          }
        }
        return await $0.reduce(into: []) { $0.insert($1) }
      }
      #expect(threads == [here])
    }
  }

  @Test func `an actor of the loop runs on its thread, whoever calls`() async throws {
    let loop = try RunLoop()
    let counter = Counter(loop)
    let isOver = AsyncStream<Void>.makeStream()
    onAnotherThread {
      loop.run { for await _ in isOver.stream {} }
    }
    #expect(await counter.increment())
    #expect(await Task.detached { await counter.increment() }.value)
    #expect(await Task(executorPreference: loop) { await counter.increment() }.value)
    #expect(await counter.count == 3)
    isOver.continuation.finish()
  }

  @Test func `what the loop calls may enter its actors without waiting`() throws {
    let loop = try RunLoop()
    let counter = Counter(loop)
    try loop.run {
      loop.schedule(at: .now) { counter.assumeIsolated { _ = $0.increment() } }
      loop.submit { counter.assumeIsolated { _ = $0.increment() } }
      try await loop.sleep(for: .zero)
      #expect(await counter.increment())
      #expect(await counter.count == 3)
    }
  }

  @Test func `calls outside of actors do not pass through the queue`() throws {
    // The task that looks on gets its turn once in each round of the loop.
    let loop = try RunLoop()
    loop.run {
      nonisolated(unsafe) var rounds = 0
      nonisolated(unsafe) var isOver = false
      let counting = Task(executorPreference: loop) {
        while !isOver {
          rounds += 1
          await Task.yield()
        }
      }
      await Task.yield()
      let before = rounds
      for _ in 0..<100 { await withUnsafeContinuation { $0.resume() } }
      @concurrent func concurrent() async {}
      for _ in 0..<100 { await concurrent() }
      #expect(rounds == before)
      isOver = true
      await counting.value
    }
  }

  @Test func `a detached task that resumes a continuation wakes the loop`() async throws {
    // The loop gets a thread of its own, since the detached tasks need one of the pool.
    let isRight = await withCheckedContinuation { answer in
      onAnotherThread {
        do {
          let loop = try RunLoop()
          let isRight = loop.run {
            for round in 0..<100 {
              let back = await withCheckedContinuation { continuation in
                Task.detached { continuation.resume(returning: loop.isCurrent ? -1 : round) }
              }
              guard back == round, loop.isCurrent else { return false }
            }
            return true
          }
          answer.resume(returning: isRight)
        } catch {
          answer.resume(returning: false)
        }
      }
    }
    #expect(isRight)
  }

  @Test func `a continuation resumed by another thread goes on with the loop`() throws {
    let loop = try RunLoop()
    loop.run {
      for _ in 0..<50 {
        let isElsewhere = await withCheckedContinuation { continuation in
          onAnotherThread { continuation.resume(returning: !loop.isCurrent) }
        }
        #expect(isElsewhere)
        #expect(loop.isCurrent)
      }
    }
  }

  @Test func `work submitted by other threads arrives complete, in the order of each`() throws {
    let loop = try RunLoop()
    // Touched on the loop's thread only.
    nonisolated(unsafe) var seen: [[Int]] = [[], [], [], []]
    loop.run {
      await withCheckedContinuation { continuation in
        for thread in 0..<4 {
          onAnotherThread {
            for number in 0..<1000 {
              loop.submit {
                seen[thread].append(number)
                if seen.allSatisfy({ $0.count == 1000 }) { continuation.resume() }
              }
            }
          }
        }
      }
    }
    #expect(seen.allSatisfy { $0 == Array(0..<1000) })
  }

  @Test func `work submitted on the thread of the loop runs at once`() throws {
    let loop = try RunLoop()
    loop.run {
      nonisolated(unsafe) var isDone = false
      loop.submit { isDone = true }
      #expect(isDone)
    }
  }

  @Test func `work submitted before a run belongs to that run`() throws {
    let loop = try RunLoop()
    nonisolated(unsafe) var isDone = false
    loop.submit { isDone = true }
    #expect(!isDone)
    loop.run { await Task.yield() }
    #expect(isDone)
  }

  @Test func `tasks that keep yielding starve neither timers nor sockets`() throws {
    let loop = try RunLoop()
    try loop.run {
      nonisolated(unsafe) var isOver = false
      let yielding = (0..<3).map { _ in
        Task(executorPreference: loop) { while !isOver { await Task.yield() } }
      }
      try await loop.sleep(for: .milliseconds(2))
      let (near, far) = try socketPair(on: loop)
      nonisolated(unsafe) let receiver = far
      let reading = Task(executorPreference: loop) { try await receiver.receiveAll() }
      try await near.send("hello")
      near.finishSending()
      #expect(try await reading.value == Array("hello".utf8))
      await withCheckedContinuation { continuation in
        onAnotherThread { loop.submit { continuation.resume() } }
      }
      #expect(!isOver)
      isOver = true
      for task in yielding { await task.value }
    }
  }

  @Test func `a loop is gone once nobody holds it`() throws {
    weak var gone: RunLoop?
    do {
      let loop = try RunLoop()
      gone = loop
      try loop.run { try await loop.sleep(for: .zero) }
    }
    #expect(gone == nil)
  }
}

private actor Counter {
  let loop: RunLoop
  var count = 0
  nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  init(_ loop: RunLoop) { self.loop = loop }

  /// Whether it ran on the thread of the loop.
  func increment() -> Bool {
    count += 1
    return loop.isCurrent
  }
}

/// Blocks a thread until another one says so.
final class DoneFlag: Sendable {
  private let isSet = Atomic(false)
  func set() { isSet.store(true, ordering: .releasing) }
  func wait() { while !isSet.load(ordering: .acquiring) { sched_yield() } }
}
