/// All values of a text in the order of their beginnings, as words in one piece of memory.
///
/// Memory of its own in place of an array, because what looks at a key may note where it found it
/// while others look on, and because words need no checks of uniqueness.
struct Tape: ~Copyable {
  private(set) var words: UnsafeMutablePointer<UInt64>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    words = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { words.deallocate() }

  @inline(__always)
  mutating func append(_ entry: Entry) {
    if count == capacity { grow() }
    words[count] = entry.bits
    count &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: 2 * capacity)
    larger.update(from: words, count: count)
    words.deallocate()
    words = larger
    capacity *= 2
  }
}
