internal import MartletHTTP

/// Checks a text against the strict grammar (RFC 8259) and writes its tape, in one pass.
///
/// It only knows whether a text is JSON: for one that is not, `JSONText` finds place and reason.
/// A loop instead of recursion, so that the depth of a text does not decide how much stack is used.
struct TapeBuilder: ~Copyable {
  /// The text. It outlives the builder, and every index is compared with `end` before it is read.
  let text: UnsafePointer<UInt8>
  let end: Int
  var offset: Int
  var tape: Tape

  /// The innermost open container; 0 outside of all.
  private var parent = 0
  private var depth = 0

  init(_ text: UnsafeBufferPointer<UInt8>, from offset: Int, base: UnsafePointer<UInt8>) {
    self.text = base
    self.offset = offset
    end = text.count
    // Few texts have more than a word for six bytes; those that do make it grow.
    tape = Tape(capacity: text.count / 6 + 8)
    // What a missing value refers to.
    tape.append(Entry(.null))
  }

  /// The tape of the text; nil where the whole text is not one value.
  consuming func build() -> Tape? {
    guard scanText() else { return nil }
    return tape
  }

  private mutating func scanText() -> Bool {
    while true {
      guard let byte = nextByte() else { return false }
      switch byte {
      case UInt8(ascii: "\""):
        offset &+= 1
        guard let string = scanString() else { return false }
        tape.append(string)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard let isEmpty = open(byte == UInt8(ascii: "{")) else { return false }
        if !isEmpty { continue }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard let number = scanNumber() else { return false }
        tape.append(number)
      default:
        guard let literal = scanLiteral(byte) else { return false }
        tape.append(literal)
      }
      guard let isDone = close() else { return false }
      if isDone { return offset == end }
    }
  }

  /// Opens a container, and scans an object's first key; true when it is empty and closed again.
  private mutating func open(_ isObject: Bool) -> Bool? {
    guard depth < JSONText.maximumDepth else { return nil }
    offset &+= 1
    depth &+= 1
    let index = tape.count
    let position = parent == 0 ? 0 : Entry(bits: tape.words[parent]).length
    tape.append(Entry(isObject ? .object : .array))
    tape.append(Entry(.null, length: position, offset: parent))
    if isObject { tape.append(Entry(bits: 0)) }
    parent = index
    guard let byte = nextByte() else { return nil }
    if byte == UInt8(ascii: isObject ? "}" : "]") {
      offset &+= 1
      closeParent()
      return true
    }
    if isObject && !scanKey(byte) { return nil }
    return false
  }

  /// Scans what may follow a value: closing brackets, then a comma and an object's next key; true
  /// behind the outermost value.
  private mutating func close() -> Bool? {
    while parent != 0 {
      // One value more.
      tape.words[parent] &+= 1 << 4
      guard let byte = nextByte() else { return nil }
      offset &+= 1
      let isObject = Entry(bits: tape.words[parent]).kind != .array
      if byte == UInt8(ascii: ",") {
        if isObject {
          guard let byte = nextByte(), scanKey(byte) else { return nil }
        }
        return false
      }
      guard byte == UInt8(ascii: isObject ? "}" : "]") else { return nil }
      closeParent()
    }
    _ = nextByte()
    return true
  }

  private mutating func closeParent() {
    tape.words[parent] |= UInt64(tape.count) << 34
    parent = Entry(bits: tape.words[parent &+ 1]).offset
    depth &-= 1
  }

  private mutating func scanKey(_ byte: UInt8) -> Bool {
    guard byte == UInt8(ascii: "\"") else { return false }
    offset &+= 1
    guard let key = scanString() else { return false }
    if key.kind == .unpaired {
      let object = Entry(bits: tape.words[parent])
      tape.words[parent] = Entry(.unpairedObject, length: object.length).bits
    }
    tape.append(key)
    guard nextByte() == UInt8(ascii: ":") else { return false }
    offset &+= 1
    return true
  }

  /// The next byte that is no white space; nil at the end.
  @inline(__always)
  private mutating func nextByte() -> UInt8? {
    while offset < end {
      let byte = text[offset]
      if byte > 0x20 { return byte }
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      offset &+= 1
    }
    return nil
  }
}
