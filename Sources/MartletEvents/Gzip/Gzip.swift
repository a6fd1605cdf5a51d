internal import MartletHTTP

/// The gzip file format (RFC 1952), as CloudWatch Logs sends it and producers of other sources do.
public enum Gzip {
  /// Decompresses a file; several in a row are one (§2.2).
  ///
  /// - Parameter limit: how many bytes may come out, because a short file can stand for a very long
  ///   one; 64 MiB where it is left out.
  /// - Throws: `GzipError` for what is no such file, is damaged, or is longer than the limit.
  public static func decompress(
    _ bytes: [UInt8], limit: Int = 64 << 20
  ) throws(GzipError) -> [UInt8] {
    var output: [UInt8] = []
    var index = 0
    repeat {
      var reader = BitReader(bytes[index...])
      try header(&reader, bytes)
      var inflation = Inflation(reader, limit: limit - output.count)
      try inflation.run()
      let checksum = number(try inflation.reader.wholeBytes(4))
      let length = number(try inflation.reader.wholeBytes(4))
      guard length == UInt32(truncatingIfNeeded: inflation.output.count) else {
        throw GzipError("\(inflation.output.count) bytes came out, and \(length) are promised")
      }
      guard checksum == Self.checksum(of: inflation.output) else {
        throw GzipError("the checksum differs: the data is damaged")
      }
      output += inflation.output
      index = inflation.reader.nextByteIndex()
    } while index < bytes.count
    return output
  }

  /// Makes a file without compressing anything, such as for a test's event.
  public static func store(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      file.append(rest.isEmpty ? 1 : 0)
      file += littleEndian(UInt32(block.count) | ~UInt32(block.count) << 16)
      file += block
    } while !rest.isEmpty
    return file + littleEndian(Self.checksum(of: bytes))
      + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
  }

  /// Passes over a file's header (§2.3).
  private static func header(_ reader: inout BitReader, _ bytes: [UInt8]) throws(GzipError) {
    let fixed = Array(try reader.wholeBytes(10))
    guard fixed[0] == 0x1F, fixed[1] == 0x8B, fixed[2] == 8 else {
      throw GzipError("the data does not begin as a gzip file does")
    }
    let flags = fixed[3]
    guard flags & 0xE0 == 0 else { throw GzipError("the header has reserved flags: \(flags)") }
    if flags & 4 != 0 {
      let length = Array(try reader.wholeBytes(2))
      _ = try reader.wholeBytes(Int(length[0]) | Int(length[1]) << 8)
    }
    // The file's name and a comment, each up to a zero.
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      while try reader.bits(8) != 0 {}
    }
    if flags & 2 != 0 { _ = try reader.wholeBytes(2) }
  }

  private static func checksum(of bytes: [UInt8]) -> UInt32 {
    var checksum = CRC32()
    checksum.update(bytes[...])
    return checksum.value
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
