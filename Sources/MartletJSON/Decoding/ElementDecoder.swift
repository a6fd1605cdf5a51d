/// Decodes the elements of an array, one after the other. One that fails is the next one still.
struct ElementDecoder: UnkeyedDecodingContainer {
  let document: Document
  private let array: UInt32
  private var next: UInt32
  private var position: UInt32 = 0

  init(document: Document, array: Int) {
    self.document = document
    self.array = UInt32(truncatingIfNeeded: array)
    // Behind the array's two words.
    next = self.array &+ 2
  }

  var codingPath: [any CodingKey] { document.path(toContainer: Int(array)) }
  var count: Int? { document[Int(array)].length }
  var isAtEnd: Bool { Int(next) >= document[Int(array)].offset }
  var currentIndex: Int { Int(position) }

  mutating func decodeNil() throws -> Bool {
    guard document[Int(try place((Any?).self).index)].kind == .null else { return false }
    advance()
    return true
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool {
    let value = try document.bool(at: place(type))
    advance()
    return value
  }
  mutating func decode(_ type: String.Type) throws -> String {
    let value = try document.string(at: place(type))
    advance()
    return value
  }
  mutating func decode(_ type: Double.Type) throws -> Double {
    let value = try document.double(at: place(type))
    advance()
    return value
  }
  mutating func decode(_ type: Float.Type) throws -> Float {
    let value = try document.float(at: place(type))
    advance()
    return value
  }
  mutating func decode<T: FixedWidthInteger & Decodable>(_ type: T.Type) throws -> T {
    let value = try document.integer(type, at: place(type))
    advance()
    return value
  }
  // The standard library refuses these two where a container does not name them.
  mutating func decode(_ type: Int128.Type) throws -> Int128 {
    let value = try document.integer(type, at: place(type))
    advance()
    return value
  }
  mutating func decode(_ type: UInt128.Type) throws -> UInt128 {
    let value = try document.integer(type, at: place(type))
    advance()
    return value
  }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let value = try document.decode(type, at: place(type))
    advance()
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    let container = try document.keyedContainer(
      type, at: place(KeyedDecodingContainer<Nested>.self))
    advance()
    return container
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let container = try document.unkeyedContainer(at: place((any UnkeyedDecodingContainer).self))
    advance()
    return container
  }

  mutating func superDecoder() throws -> any Decoder {
    let decoder = ValueDecoder(document: document, place: try place((any Decoder).self))
    advance()
    return decoder
  }

  /// Where the next element lies.
  @inline(__always)
  private func place<T>(_ type: T.Type) throws -> Place {
    guard !isAtEnd else { throw document.atEnd(type, of: Int(array), Int(position)) }
    return Place(index: Int(next), parent: Int(array), position: Int(position))
  }

  private mutating func advance() {
    next = UInt32(truncatingIfNeeded: document.index(after: Int(next)))
    position &+= 1
  }
}
