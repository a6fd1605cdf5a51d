/// What a file tells the loader, as a list of tagged numbers.
struct ELFDynamicSection {
  private let reader: ELFReader
  private let segments: [ELFSegment]
  private let entries: [(tag: Int, value: Int)]

  /// No linker writes more; a damaged file could make the list as long as itself.
  private static let longestList = 4096

  private enum Tag {
    static let end = 0
    static let needed = 1
    static let strings = 5
    static let versions = 0x6FFF_FFFE
    static let versionCount = 0x6FFF_FFFF
  }

  init(
    _ reader: ELFReader, _ section: ELFSegment, _ segments: [ELFSegment]
  ) throws(ELFError) {
    self.reader = reader
    self.segments = segments
    var entries: [(tag: Int, value: Int)] = []
    for index in 0..<min(section.size / 16, Self.longestList) {
      let entry = try reader.sum(section.offset, index * 16)
      // Tags of processors and systems may be of any size; they say nothing here.
      let tag = (try? reader.integer(at: entry, size: 8)) ?? -1
      if tag == Tag.end { break }
      guard [Tag.needed, Tag.strings, Tag.versions, Tag.versionCount].contains(tag) else {
        continue
      }
      entries.append((tag, try reader.integer(at: reader.sum(entry, 8), size: 8)))
    }
    self.entries = entries
  }

  func needed() throws(ELFError) -> [String] {
    var names: [String] = []
    for entry in entries where entry.tag == Tag.needed {
      names.append(try string(entry.value))
    }
    return names
  }

  func versions() throws(ELFError) -> [ELFFile.Version] {
    guard let address = value(Tag.versions) else { return [] }
    var versions: [ELFFile.Version] = []
    var need = try offset(ofAddress: address)
    for _ in 0..<min(value(Tag.versionCount) ?? 0, Self.longestList) {
      let library = try string(reader.integer(at: reader.sum(need, 4), size: 4))
      var version = try reader.sum(need, reader.integer(at: reader.sum(need, 8), size: 4))
      for _ in 0..<(try reader.integer(at: reader.sum(need, 2), size: 2)) {
        guard versions.count < Self.longestList else {
          throw ELFError("it is damaged: it needs more symbol versions than there can be")
        }
        let name = try string(reader.integer(at: reader.sum(version, 8), size: 4))
        versions.append(ELFFile.Version(library: library, name: name))
        version = try reader.sum(version, reader.integer(at: reader.sum(version, 12), size: 4))
      }
      need = try reader.sum(need, reader.integer(at: reader.sum(need, 12), size: 4))
    }
    return versions
  }

  private func value(_ tag: Int) -> Int? { entries.first { $0.tag == tag }?.value }

  private func string(_ index: Int) throws(ELFError) -> String {
    guard let table = value(Tag.strings) else { throw ELFError("it is damaged: it has no names") }
    return try reader.string(at: reader.sum(offset(ofAddress: table), index))
  }

  /// Where in the file the loader finds what it maps to an address.
  private func offset(ofAddress address: Int) throws(ELFError) -> Int {
    for segment in segments where segment.kind == .load && segment.address <= address {
      let distance = address - segment.address
      if distance < segment.size { return try reader.sum(segment.offset, distance) }
    }
    throw ELFError("it is damaged: nothing is loaded at address \(address)")
  }
}
