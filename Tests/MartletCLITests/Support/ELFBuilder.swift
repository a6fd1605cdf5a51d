/// Bytes of an executable or shared object, as far as a loader's view of it goes.
struct ELFBuilder {
  var machine = 62
  /// 2 for an executable, 3 for a shared object or an executable that can be loaded anywhere.
  var kind = 3
  var interpreter: String? = "/lib64/ld-linux-x86-64.so.2"
  var needed: [String] = []
  var versions: KeyValuePairs<String, [String]> = [:]

  static let `static` = ELFBuilder(kind: 2, interpreter: nil)

  static let dynamic = ELFBuilder(
    needed: ["libcurl.so.4", "libc.so.6"],
    versions: ["libc.so.6": ["GLIBC_2.34", "GLIBC_2.2.5"], "libm.so.6": ["GLIBC_2.35"]])

  /// What is at an address lies this far before it in the file.
  private static let base = 0x400000

  var bytes: [UInt8] {
    let isDynamic = !needed.isEmpty || versions.count > 0
    let headers = 1 + (interpreter == nil ? 0 : 1) + (isDynamic ? 1 : 0)
    var body: [UInt8] = []
    let start = 64 + headers * 56
    var segments: [(kind: Int, offset: Int, size: Int)] = []
    if let interpreter {
      segments.append((3, start, interpreter.utf8.count + 1))
      body += Array(interpreter.utf8) + [0]
    }
    if isDynamic {
      let dynamic = dynamicPart(at: start + body.count)
      body += dynamic.bytes
      segments.append((2, dynamic.offset, dynamic.size))
    }
    segments.append((1, 0, start + body.count))
    var file: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
    file.put(kind, 2)
    file.put(machine, 2)
    file.put(1, 4)
    file.put(Self.base, 8)
    file.put(64, 8)
    file.put(0, 8)
    file.put(0, 4)
    for number in [64, 56, segments.count, 64, 0, 0] { file.put(number, 2) }
    for segment in segments {
      file.put(segment.kind, 4)
      file.put(4, 4)
      file.put(segment.offset, 8)
      for _ in 0..<2 { file.put(Self.base + segment.offset, 8) }
      for _ in 0..<2 { file.put(segment.size, 8) }
      file.put(8, 8)
    }
    return file + body
  }

  /// The names, the versions and the list that points to them.
  private func dynamicPart(at start: Int) -> (bytes: [UInt8], offset: Int, size: Int) {
    var names: [UInt8] = [0]
    func index(_ name: String) -> Int {
      defer { names += Array(name.utf8) + [0] }
      return names.count
    }
    var list: [(Int, Int)] = needed.map { (1, index($0)) }
    var table: [UInt8] = []
    for (number, (library, wanted)) in versions.enumerated() {
      table.put(1, 2)
      table.put(wanted.count, 2)
      table.put(index(library), 4)
      table.put(16, 4)
      table.put(number == versions.count - 1 ? 0 : 16 + 16 * wanted.count, 4)
      for (number, version) in wanted.enumerated() {
        table.put(0, 8)
        table.put(index(version), 4)
        table.put(number == wanted.count - 1 ? 0 : 16, 4)
      }
    }
    list.append((5, Self.base + start))
    if versions.count > 0 {
      list += [(0x6FFF_FFFE, Self.base + start + names.count), (0x6FFF_FFFF, versions.count)]
    }
    list.append((0, 0))
    var bytes = names + table
    let offset = start + bytes.count
    for (tag, value) in list {
      bytes.put(tag, 8)
      bytes.put(value, 8)
    }
    return (bytes, offset, list.count * 16)
  }
}

extension [UInt8] {
  /// Appends a little-endian number.
  fileprivate mutating func put(_ number: Int, _ size: Int) {
    for index in 0..<size { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }
}
