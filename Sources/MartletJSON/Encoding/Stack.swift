/// A stack of plain values in memory of its own: an array of them would be a type to make at run
/// time, which costs a cold start more than all that is kept in it.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
  private(set) var elements: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int
  private var isOwner = false

  /// A stack that begins in memory which outlives it.
  init(in memory: UnsafeMutableRawPointer, capacity: Int) {
    elements = memory.bindMemory(to: Element.self, capacity: capacity)
    self.capacity = capacity
  }

  deinit { if isOwner { elements.deallocate() } }

  @inline(__always)
  mutating func push(_ element: Element) {
    if count == capacity { grow() }
    (elements + count).initialize(to: element)
    count &+= 1
  }

  /// Forgets what was pushed last.
  @inline(__always)
  mutating func truncate(to length: Int) { count = min(count, length) }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
    larger.update(from: elements, count: count)
    if isOwner { elements.deallocate() }
    elements = larger
    capacity *= 2
    isOwner = true
  }
}
