/// A static library: an archive of object files, whose sections can be marked anew.
///
/// Only marks change and never a size, so every place in the file stays what it is.
struct StaticLibrary {
  private(set) var bytes: [UInt8]

  /// A section of one of the objects.
  struct Section {
    /// The name of the object file.
    let object: String
    let name: String
    /// `sh_flags` of the section's header.
    let flags: Int
  }

  /// - Throws: `ELFError` for bytes that are no archive.
  init(_ bytes: [UInt8]) throws(ELFError) {
    guard bytes.starts(with: "!<arch>\n".utf8) else { throw ELFError("it is no static library") }
    self.bytes = bytes
  }

  /// Gives the sections other flags.
  ///
  /// - Parameter mark: the new flags of a section.
  /// - Returns: whether any changed.
  mutating func markSections(_ mark: (Section) -> Int) throws(ELFError) -> Bool {
    var changes: [(place: Int, flags: Int)] = []
    let reader = ELFReader(bytes)
    for member in try members(reader) {
      let objectChanges = try Self.changes(reader, member, mark)
      changes += objectChanges
    }
    for (place, flags) in changes {
      for index in 0..<8 {
        bytes[place + index] = UInt8(
          truncatingIfNeeded: UInt64(bitPattern: Int64(flags)) >> (8 * index))
      }
    }
    return !changes.isEmpty
  }

  // MARK: The archive

  private struct Member {
    let name: String
    let offset: Int
  }

  /// The object files in it, whose names are in their headers or, when longer, in a member of their
  /// own (the format of GNU ar).
  private func members(_ reader: ELFReader) throws(ELFError) -> [Member] {
    var members: [Member] = []
    var longNames = 0..<0
    var header = 8
    while header < bytes.count {
      let name = try field(header, 16)
      guard let size = Int(try field(try reader.sum(header, 48), 10)), size >= 0 else {
        throw ELFError("it is damaged: the member at \(header) has no size")
      }
      let offset = try reader.sum(header, 60)
      let end = try reader.sum(offset, size)
      guard end <= bytes.count else { throw ELFError("it is cut off, in the member \(name)") }
      if name == "//" {
        longNames = offset..<end
      } else if bytes[offset..<end].starts(with: [0x7F, 0x45, 0x4C, 0x46]) {
        members.append(Member(name: longName(name, longNames), offset: offset))
      }
      header = try reader.sum(end, size & 1)
    }
    return members
  }

  private func field(_ offset: Int, _ size: Int) throws(ELFError) -> String {
    guard offset <= bytes.count - size else { throw ELFError("it is cut off at \(offset)") }
    let text = String(decoding: bytes[offset..<offset + size], as: UTF8.self)
    return text.trimmingSuffix { $0 == " " }
  }

  private func longName(_ name: String, _ longNames: Range<Int>) -> String {
    guard name.hasPrefix("/"), let start = Int(name.dropFirst()), start < longNames.count else {
      return name.trimmingSuffix { $0 == "/" }
    }
    let name = bytes[longNames].dropFirst(start).prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: name, as: UTF8.self).trimmingSuffix { $0 == "/" }
  }

  // MARK: The objects

  private static func changes(
    _ reader: ELFReader, _ member: Member, _ mark: (Section) -> Int
  ) throws(ELFError) -> [(place: Int, flags: Int)] {
    let headers = try reader.sum(
      member.offset, reader.integer(at: reader.sum(member.offset, 0x28), size: 8))
    let headerSize = try reader.integer(at: reader.sum(member.offset, 0x3A), size: 2)
    func header(_ index: Int) throws(ELFError) -> Int {
      try reader.sum(headers, index * headerSize)
    }
    // An object with more sections than these two fields can hold has both in its first header.
    var count = try reader.integer(at: reader.sum(member.offset, 0x3C), size: 2)
    if count == 0 { count = try reader.integer(at: reader.sum(headers, 0x20), size: 8) }
    var names = try reader.integer(at: reader.sum(member.offset, 0x3E), size: 2)
    if names == 0xFFFF { names = try reader.integer(at: reader.sum(headers, 0x28), size: 4) }
    guard headerSize >= 64, count <= reader.bytes.count / headerSize, names < count else {
      throw ELFError("it is damaged: \(member.name) has \(count) sections")
    }
    let nameTable = try reader.sum(
      member.offset, reader.integer(at: reader.sum(header(names), 0x18), size: 8))
    var changes: [(place: Int, flags: Int)] = []
    for index in 0..<count {
      let name = try reader.integer(at: header(index), size: 4)
      let place = try reader.sum(header(index), 8)
      let section = Section(
        object: member.name, name: try reader.string(at: reader.sum(nameTable, name)),
        flags: try reader.integer(at: place, size: 8))
      let flags = mark(section)
      if flags != section.flags { changes.append((place, flags)) }
    }
    return changes
  }
}
