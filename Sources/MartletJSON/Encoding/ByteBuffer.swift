/// Bytes that only grow at their end. In memory of its own, because each append to an array checks
/// more than it writes.
struct ByteBuffer: ~Copyable {
  private(set) var start: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int
  private var isOwner = true

  init(capacity: Int) {
    start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  /// A buffer that begins in memory which outlives it.
  init(in memory: UnsafeMutableRawPointer, capacity: Int) {
    start = memory.bindMemory(to: UInt8.self, capacity: capacity)
    self.capacity = capacity
    isOwner = false
  }

  deinit { if isOwner { start.deallocate() } }

  /// A copy as an array.
  var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count &+= 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    (start + count).update(from: bytes, count: length)
    count &+= length
  }

  mutating func append(_ text: StaticString) {
    append(text.utf8Start, text.utf8CodeUnitCount)
  }

  /// Makes room for bytes to come.
  @inline(__always)
  mutating func reserve(_ length: Int) {
    if capacity &- count < length { grow(length) }
  }

  /// Counts bytes that were written behind the last one, after room was made for them.
  @inline(__always)
  mutating func advance(_ length: Int) { count &+= length }

  /// Forgets what comes behind.
  mutating func truncate(to length: Int) { count = min(count, length) }

  @inline(never)
  private mutating func grow(_ length: Int) {
    capacity = max(2 * capacity, count + length)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    if isOwner { start.deallocate() }
    start = larger
    isOwner = true
  }
}
