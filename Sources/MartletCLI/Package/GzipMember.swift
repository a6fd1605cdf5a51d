/// What `gzip` makes of a file: the compressed bytes, and what a zip has to say about them.
///
/// Both formats hold a raw deflate stream (RFC 1951) and the same checksum, so a zip can be written
/// with no compressor of one's own.
struct GzipMember: Equatable {
  let deflated: [UInt8]
  /// The CRC-32 of the file.
  let checksum: UInt32
  /// The file's size in bytes, modulo 2³².
  let size: UInt32

  /// Takes the wrapper of RFC 1952 off; nil where it is none, or has more in its head than
  /// `gzip --no-name` writes.
  init?(_ bytes: [UInt8]) {
    let headSize = 10
    let tailSize = 8
    guard bytes.count > headSize + tailSize, bytes.starts(with: [0x1F, 0x8B, 8, 0]) else {
      return nil
    }
    let tail = bytes.count - tailSize
    deflated = Array(bytes[headSize..<tail])
    checksum = Self.number(bytes[tail..<tail + 4])
    size = Self.number(bytes[(tail + 4)...])
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
