/// Writes a zip file (PKWARE's APPNOTE 6.3) that depends on nothing but what is put in: no times,
/// no owners, one order.
struct ZipArchive {
  /// One file, folder or link.
  struct Entry {
    /// With `/` between its parts, and at the end of a folder's.
    var name: String
    /// The file's type and permissions, as `st_mode` has them.
    var mode: UInt16
    var checksum: UInt32
    var size: Int
    /// As it stands in the archive.
    var data: [UInt8]
    var isDeflated: Bool
  }

  private var entries: [Entry] = []

  /// What no reader without the 64-bit extension could read, in one sentence.
  struct TooLarge: Error {
    let message: String
  }

  mutating func add(_ entry: Entry) { entries.append(entry) }

  /// The archive, with its entries sorted by their names' bytes.
  func bytes() throws(TooLarge) -> [UInt8] {
    guard entries.count < 0xFFFF else {
      throw TooLarge(message: "\(entries.count) files are more than the 65534 of a plain zip")
    }
    var output: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      let isTooLarge =
        max(entry.size, entry.data.count, output.count + entry.data.count) > 0xFFFF_FF00
      guard !isTooLarge, entry.name.utf8.count <= 0xFFFF else {
        throw TooLarge(message: "\(entry.name) is too large, or its name is, for a plain zip")
      }
      let offset = output.count
      output.write(0x0403_4B50, bytes: 4)
      output += entry.fields
      output.write(0, bytes: 2)
      output += Array(entry.name.utf8) + entry.data

      directory.write(0x0201_4B50, bytes: 4)
      // Made on Unix, so that the mode counts, for version 2.0 of the format.
      directory.write(3 << 8 | 20, bytes: 2)
      directory += entry.fields
      // No extra field, no comment, on disk 0, nothing internal.
      directory.write(0, bytes: 8)
      directory.write(Int(entry.mode) << 16, bytes: 4)
      directory.write(offset, bytes: 4)
      directory += Array(entry.name.utf8)
    }
    let start = output.count
    output += directory
    output.write(0x0605_4B50, bytes: 4)
    output.write(0, bytes: 4)
    for _ in 0..<2 { output.write(entries.count, bytes: 2) }
    output.write(directory.count, bytes: 4)
    output.write(start, bytes: 4)
    output.write(0, bytes: 2)
    return output
  }
}

extension ZipArchive.Entry {
  /// A file, folder or link whose bytes were compressed; kept as they were where that is shorter.
  init(name: String, mode: UInt16, contents: [UInt8], compressed: GzipMember) {
    let isDeflated = compressed.deflated.count < contents.count
    self.init(
      name: name, mode: mode, checksum: compressed.checksum, size: contents.count,
      data: isDeflated ? compressed.deflated : contents, isDeflated: isDeflated)
  }

  /// What an entry's own head and its line in the directory share.
  fileprivate var fields: [UInt8] {
    var fields: [UInt8] = []
    fields.write(20, bytes: 2)
    // Says that the name is UTF-8, where that makes a difference.
    fields.write(name.utf8.allSatisfy { $0 < 0x80 } ? 0 : 1 << 11, bytes: 2)
    fields.write(isDeflated ? 8 : 0, bytes: 2)
    // Midnight of 1 January 1980, the earliest time that there is.
    fields.write(0, bytes: 2)
    fields.write(1 << 5 | 1, bytes: 2)
    fields.write(Int(checksum), bytes: 4)
    fields.write(data.count, bytes: 4)
    fields.write(size, bytes: 4)
    fields.write(name.utf8.count, bytes: 2)
    return fields
  }
}

extension [UInt8] {
  /// Appends a little-endian number.
  fileprivate mutating func write(_ number: Int, bytes: Int) {
    for index in 0..<bytes { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}
