/// Numbers and strings at places of a file, with every place checked.
struct ELFReader {
  let bytes: [UInt8]

  /// In bytes. No name in a file that a linker wrote comes near it.
  private static let longestString = 4096

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A little-endian number of up to eight bytes.
  func integer(at offset: Int, size: Int) throws(ELFError) -> Int {
    guard offset >= 0, offset <= bytes.count - size else {
      throw ELFError("it is cut off, or damaged: nothing is at \(offset)")
    }
    var number: UInt64 = 0
    for index in (offset..<offset + size).reversed() { number = number << 8 | UInt64(bytes[index]) }
    guard let number = Int(exactly: number) else {
      throw ELFError("it is damaged: the number at \(offset) is too large")
    }
    return number
  }

  /// The text up to the next zero.
  func string(at offset: Int, limit: Int = longestString) throws(ELFError) -> String {
    guard offset >= 0, offset < bytes.count else {
      throw ELFError("it is cut off, or damaged: nothing is at \(offset)")
    }
    let limit = min(limit, Self.longestString)
    let text = bytes[offset...].prefix(max(0, limit)).prefix { $0 != 0 }
    guard text.count < limit, text.endIndex < bytes.count else {
      throw ELFError("it is damaged: the text at \(offset) has no end")
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The sum of two places or sizes.
  func sum(_ first: Int, _ second: Int) throws(ELFError) -> Int {
    let (sum, isTooLarge) = first.addingReportingOverflow(second)
    guard !isTooLarge else { throw ELFError("it is damaged: a place in it is too large") }
    return sum
  }
}

/// A part of the file that a loader maps, or reads.
struct ELFSegment {
  enum Kind: Int {
    case load = 1
    case dynamic = 2
    case interpreter = 3
  }

  /// Nil for what only others read.
  let kind: Kind?
  let offset: Int
  let address: Int
  /// In the file.
  let size: Int

  static func all(_ reader: ELFReader) throws(ELFError) -> [ELFSegment] {
    let table = try reader.integer(at: 32, size: 8)
    let entrySize = try reader.integer(at: 54, size: 2)
    let count = try reader.integer(at: 56, size: 2)
    var segments: [ELFSegment] = []
    for index in 0..<count {
      let entry = try reader.sum(table, index * entrySize)
      segments.append(
        ELFSegment(
          kind: Kind(rawValue: try reader.integer(at: entry, size: 4)),
          offset: try reader.integer(at: reader.sum(entry, 8), size: 8),
          address: try reader.integer(at: reader.sum(entry, 16), size: 8),
          size: try reader.integer(at: reader.sum(entry, 32), size: 8)))
    }
    return segments
  }
}
