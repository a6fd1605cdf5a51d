/// Decodes the members of an object.
struct MemberDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let document: Document
  let object: Int
  /// Of a large object.
  let table: KeyTable?

  var codingPath: [any CodingKey] { document.path(toContainer: object) }

  var allKeys: [Key] {
    var keys: [Key] = []
    document.forEachKey(in: object, table) { name in
      if let key = Key(stringValue: document.string(name)) { keys.append(key) }
    }
    return keys
  }

  func contains(_ key: Key) -> Bool { document.find(key, in: object, table) != 0 }

  func decodeNil(forKey key: Key) throws -> Bool {
    document[Int(try place(key).index)].kind == .null
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    try document.bool(at: place(key))
  }
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try document.string(at: place(key))
  }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try document.double(at: place(key))
  }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    try document.float(at: place(key))
  }
  func decode<T: FixedWidthInteger & Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try document.integer(type, at: place(key))
  }
  // The standard library refuses these two where a container does not name them.
  func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
    try document.integer(type, at: place(key))
  }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try document.decode(type, at: place(key))
  }

  /// Where the value of a key lies.
  @inline(__always)
  func place(_ key: Key) throws -> Place {
    let index = document.find(key, in: object, table)
    guard index != 0 else { throw document.missing(key, in: object) }
    return Place(index: index, parent: object, position: 0)
  }

  /// Where the value of a key lies; nil where there is none, or null.
  @inline(__always)
  func presentPlace(_ key: Key) -> Place? {
    let index = document.find(key, in: object, table)
    guard index != 0, document[index].kind != .null else { return nil }
    return Place(index: index, parent: object, position: 0)
  }
}
