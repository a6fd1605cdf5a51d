/// Where the keys of a large object are, by their hashes.
///
/// Swift's own hash function with its seed, so that nobody who writes a text can choose keys that
/// meet in one place.
final class KeyTable {
  /// Indices of keys on the tape, 0 for a free slot; at most half of them are taken.
  private let slots: UnsafeMutablePointer<UInt32>
  private let mask: Int
  private(set) var hasEqualKeys = false

  init(of object: Int, in document: Document) {
    let count = document[object].length
    let capacity = 1 << (Int.bitWidth - (2 * count - 1).leadingZeroBitCount)
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
    mask = capacity - 1
    let end = document[object].offset
    var key = object + 3
    while key < end {
      document.withContent(of: document[key]) { insert(key, $0, in: document) }
      key = document.index(after: key + 1)
    }
  }

  deinit { slots.deallocate() }

  private func insert(_ key: Int, _ name: UnsafeBufferPointer<UInt8>, in document: Document) {
    let slot = slot(of: name, in: document)
    if slots[slot] == 0 {
      slots[slot] = UInt32(truncatingIfNeeded: key)
    } else {
      // The first one counts.
      hasEqualKeys = true
    }
  }

  /// The index of a key; 0 where there is none.
  func find(_ name: UnsafeBufferPointer<UInt8>, in document: Document) -> Int {
    Int(slots[slot(of: name, in: document)])
  }

  /// The slot that holds a key, or the free one that it would go to.
  private func slot(of name: UnsafeBufferPointer<UInt8>, in document: Document) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(name))
    var slot = hasher.finalize() & mask
    while slots[slot] != 0, !document.isEqual(Int(slots[slot]), name) { slot = (slot + 1) & mask }
    return slot
  }
}
