/// Reads bits from bytes, the lowest of each byte first (RFC 1951 §3.1.1).
struct BitReader {
  private let bytes: ArraySlice<UInt8>
  /// The next byte that is not in `pending` yet.
  private var index: Int
  private var pending: UInt32 = 0
  private var pendingCount: UInt32 = 0

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// Where the next whole byte begins; what is left of a byte that is begun is passed over.
  mutating func nextByteIndex() -> Int {
    pending = 0
    pendingCount = 0
    return index
  }

  /// The next bits as a number, at most 16; never more than a byte ahead, so that a whole byte can
  /// follow.
  mutating func bits(_ count: UInt32) throws(GzipError) -> Int {
    while pendingCount < count {
      guard index < bytes.endIndex else { throw GzipError("the data ends at byte \(index)") }
      pending |= UInt32(bytes[index]) << pendingCount
      pendingCount += 8
      index += 1
    }
    let value = pending & (1 << count - 1)
    pending >>= count
    pendingCount -= count
    return Int(value)
  }

  /// The next whole bytes.
  mutating func wholeBytes(_ count: Int) throws(GzipError) -> ArraySlice<UInt8> {
    let start = nextByteIndex()
    guard count <= bytes.endIndex - start else {
      throw GzipError("the data ends at byte \(bytes.endIndex), \(count) are wanted from \(start)")
    }
    index = start + count
    return bytes[start..<index]
  }
}
