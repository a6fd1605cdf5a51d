/// Bytes that have arrived and are not consumed yet, in one contiguous array.
///
/// Consuming moves an index; the bytes in front of it are dropped at the next ``append(_:)``, and
/// only when they are at least half of the array, so that each byte is moved a bounded number of
/// times whatever the sizes of the pieces.
struct ReceiveBuffer: Sendable {
  private(set) var storage: [UInt8] = []

  /// Index of the first byte not consumed.
  private(set) var start = 0

  /// No byte from ``start`` up to here is an LF: a line that dribbles in is searched once, not once
  /// per piece.
  private var searched = 0

  /// Arrays up to this capacity are kept between messages, larger ones given back.
  private static let keptCapacity = 256 * 1024

  var count: Int { storage.count - start }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if start == storage.count {
      if storage.capacity > ReceiveBuffer.keptCapacity {
        storage = []
      } else {
        storage.removeAll(keepingCapacity: true)
      }
      (start, searched) = (0, 0)
    } else if start >= 4096 && start >= storage.count / 2 {
      storage.removeSubrange(0..<start)
      searched = max(0, searched - start)
      start = 0
    }
    // Rebound, because a typed buffer is copied as a block and a raw one byte by byte.
    bytes.withMemoryRebound(to: UInt8.self) { storage.append(contentsOf: $0) }
  }

  /// The index of the next LF, or `nil` when none has arrived.
  mutating func lineFeedIndex() -> Int? {
    let found = ByteScan.lineFeed(in: storage.span, from: max(start, searched))
    searched = found ?? storage.count
    return found
  }

  /// Gives up the bytes before `end`; they stay readable in ``storage`` until the next
  /// ``append(_:)``.
  mutating func consume(upTo end: Int) {
    start = end
  }

  /// Removes and returns as many bytes as there are, at most `limit`.
  mutating func take(atMost limit: Int) -> [UInt8] {
    if start == 0 && storage.count <= limit {
      // A piece of a large body: hand over the array itself instead of a copy.
      let piece = storage
      self = ReceiveBuffer()
      return piece
    }
    let end = start + min(count, limit)
    let piece = Array(storage[start..<end])
    start = end
    return piece
  }
}
