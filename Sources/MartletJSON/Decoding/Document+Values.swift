/// What the three kinds of containers share: a value at a place as a type.
extension Document {
  func bool(at place: Place) throws -> Bool {
    switch self[Int(place.index)].kind {
    case .true: return true
    case .false: return false
    default: throw mismatch(Bool.self, at: place)
    }
  }

  func string(at place: Place) throws -> String {
    let entry = self[Int(place.index)]
    switch entry.kind {
    case .string, .escaped: return string(entry)
    case .unpaired: throw unpaired(at: place)
    default: throw mismatch(String.self, at: place)
    }
  }

  @inline(__always)
  func integer<T: FixedWidthInteger>(
    _ type: T.Type, at place: Place
  ) throws -> T {
    let entry = self[Int(place.index)]
    guard entry.kind == .integer || entry.kind == .number else {
      throw mismatch(type, at: place)
    }
    guard let value = integer(type, entry) else { throw unrepresentable(type, at: place) }
    return value
  }

  func double(at place: Place) throws -> Double {
    let entry = self[Int(place.index)]
    guard entry.kind == .integer || entry.kind == .number else {
      throw mismatch(Double.self, at: place)
    }
    guard let value = double(entry) else { throw unrepresentable(Double.self, at: place) }
    return value
  }

  func float(at place: Place) throws -> Float {
    let entry = self[Int(place.index)]
    guard entry.kind == .integer || entry.kind == .number else {
      throw mismatch(Float.self, at: place)
    }
    guard let value = float(entry) else { throw unrepresentable(Float.self, at: place) }
    return value
  }

  /// A value of any type.
  func decode<T: Decodable>(_ type: T.Type, at place: Place) throws -> T {
    // The types that arrays and dictionaries mostly hold, without a decoder for each. The casts are
    // of a type to itself, which the compiler cannot see here.
    if T.self == String.self { return unsafeBitCast(try string(at: place), to: T.self) }
    if T.self == Int.self { return unsafeBitCast(try integer(Int.self, at: place), to: T.self) }
    if T.self == Double.self { return unsafeBitCast(try double(at: place), to: T.self) }
    if T.self == Bool.self { return unsafeBitCast(try bool(at: place), to: T.self) }
    if let foundation = FoundationType(type) { return try foundation.decode(type, self, place) }
    return try T(from: ValueDecoder(document: self, place: place))
  }

  func keyedContainer<Key: CodingKey>(
    _ type: Key.Type, at place: Place
  ) throws -> KeyedDecodingContainer<Key> {
    let object = Int(place.index)
    switch self[object].kind {
    case .object:
      return KeyedDecodingContainer(
        MemberDecoder<Key>(document: self, object: object, table: examine(object)))
    case .unpairedObject: throw unpaired(at: place)
    default: throw noContainer([String: Any].self, "keyed", at: place)
    }
  }

  func unkeyedContainer(at place: Place) throws -> any UnkeyedDecodingContainer {
    let array = Int(place.index)
    guard self[array].kind == .array else { throw noContainer([Any].self, "unkeyed", at: place) }
    return ElementDecoder(document: self, array: array)
  }
}
