import Testing

@testable import MartletCurl

struct TimerQueueTests {
  let start = ContinuousClock.now

  @Test func `the earliest timer leads whatever the order of scheduling`() {
    var queue = TimerQueue()
    #expect(queue.earliest == nil)
    for seconds in [5, 2, 9] { _ = queue.schedule(at: start + .seconds(seconds)) {} }
    #expect(queue.earliest == start + .seconds(2))
  }

  @Test func `only what is due is taken, earliest first and equals in order`() {
    var queue = TimerQueue()
    var fired: [String] = []
    _ = queue.schedule(at: start + .seconds(2)) { fired.append("b") }
    _ = queue.schedule(at: start + .seconds(1)) { fired.append("a") }
    _ = queue.schedule(at: start + .seconds(2)) { fired.append("c") }
    _ = queue.schedule(at: start + .seconds(3)) { fired.append("d") }
    #expect(queue.takeDue(start) == nil)
    while let action = queue.takeDue(start + .seconds(2)) { action() }
    #expect(fired == ["a", "b", "c"])
    #expect(queue.earliest == start + .seconds(3))
  }

  @Test func `a cancelled timer is gone, and only that one`() {
    var queue = TimerQueue()
    let first = queue.schedule(at: start) {}
    _ = queue.schedule(at: start) {}
    #expect(queue.cancel(first) != nil)
    #expect(queue.cancel(first) == nil)
    #expect(queue.takeDue(start) != nil)
    #expect(queue.takeDue(start) == nil)
  }
}
