/// Makes static libraries of object files that hold nothing but section headers.
struct ArchiveBuilder {
  struct Object {
    var name: String
    var sections: [(name: String, flags: Int)]
  }

  var objects: [Object]

  var bytes: [UInt8] {
    let longNames = objects.filter { $0.name.utf8.count > 15 }.map { "\($0.name)/\n" }.joined()
    var bytes = Array("!<arch>\n".utf8)
    if !longNames.isEmpty { bytes += member("//", Array(longNames.utf8)) }
    for object in objects {
      let name =
        longNames.firstRange(of: "\(object.name)/\n").map {
          "/\(longNames.utf8.distance(from: longNames.startIndex, to: $0.lowerBound))"
        } ?? "\(object.name)/"
      bytes += member(name, Self.file(object.sections))
    }
    return bytes
  }

  private func member(_ name: String, _ content: [UInt8]) -> [UInt8] {
    func field(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: width - text.utf8.count)
    }
    let header =
      field(name, 16) + field("0", 12) + field("0", 6) + field("0", 6) + field("644", 8)
      + field(String(content.count), 10) + "`\n"
    return Array(header.utf8) + content + (content.count % 2 == 0 ? [] : [0x0A])
  }

  /// An object file: its header, the names, and the headers of the sections, of which the last one
  /// holds the names.
  private static func file(_ sections: [(name: String, flags: Int)]) -> [UInt8] {
    var names: [UInt8] = [0]
    var headers = [UInt8](repeating: 0, count: 64)
    for section in sections + [(name: ".shstrtab", flags: 0)] {
      headers += number(names.count, 4) + number(1, 4) + number(section.flags, 8)
      headers += number(0, 8) + number(64, 8) + number(0, 32)
      names += Array(section.name.utf8) + [0]
    }
    var header: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
    header += number(1, 2) + number(62, 2) + number(1, 4) + number(0, 16)
    header += number(64 + names.count, 8) + number(0, 4) + number(64, 2) + number(0, 4)
    header += number(64, 2) + number(sections.count + 2, 2) + number(sections.count + 1, 2)
    return header + names + headers
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }
}
