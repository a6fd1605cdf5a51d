import Glibc

/// What a linked executable says about itself: the shared objects it needs and the names it holds.
/// Little-endian and 64 bits, as both of Lambda's architectures are.
struct ELF {
  private let bytes: [UInt8]
  private let sections: [Section]

  private struct Section {
    let type: Int
    let offset: Int
    let size: Int
    let link: Int
  }

  init(path: String) throws {
    bytes = try Self.read(path)
    precondition(
      bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), "\(path) is no 64-bit ELF file")
    let table = Self.integer(bytes, at: 0x28, 8)
    let entrySize = Self.integer(bytes, at: 0x3A, 2)
    let count = Self.integer(bytes, at: 0x3C, 2)
    sections = (0..<count).map { [bytes] index in
      let entry = table + index * entrySize
      return Section(
        type: Self.integer(bytes, at: entry + 0x04, 4),
        offset: Self.integer(bytes, at: entry + 0x18, 8),
        size: Self.integer(bytes, at: entry + 0x20, 8),
        link: Self.integer(bytes, at: entry + 0x28, 4))
    }
  }

  /// The names of the shared objects that the loader has to load.
  var needed: [String] {
    let dynamicSection = 6
    return sections.filter { $0.type == dynamicSection }.flatMap { section in
      stride(from: section.offset, to: section.offset + section.size, by: 16).compactMap { entry in
        let isNeeded = Self.integer(bytes, at: entry, 8) == 1
        guard isNeeded else { return nil }
        return string(at: sections[section.link].offset + Self.integer(bytes, at: entry + 8, 8))
      }
    }
  }

  /// The names of symbols, defined or used, that contain a text.
  func symbols(containing text: String) -> Set<String> {
    let stringTable = 3
    return bytes.withUnsafeBytes { bytes in
      var found: Set<String> = []
      for section in sections where section.type == stringTable {
        var name = bytes.baseAddress! + section.offset
        let end = name + section.size
        while name < end {
          let characters = name.assumingMemoryBound(to: CChar.self)
          if strstr(characters, text) != nil { found.insert(String(cString: characters)) }
          name += strlen(characters) + 1
        }
      }
      return found
    }
  }

  private func string(at offset: Int) -> String {
    String(decoding: bytes[offset...].prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func integer(_ bytes: [UInt8], at offset: Int, _ size: Int) -> Int {
    bytes[offset..<(offset + size)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private struct ReadError: Error { let path: String }

  private static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw ReadError(path: path) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }
}
