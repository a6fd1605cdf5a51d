/// The errors of decoding, worded as Foundation words them. Out of the ordinary path's way.
extension Document {
  /// A value that is not what a type asks for.
  @inline(never)
  func mismatch(_ type: Any.Type, at place: Place) -> DecodingError {
    let path = path(to: place)
    let entry = self[Int(place.index)]
    // Foundation tells a missing Bool from one of another kind no more than this.
    if entry.kind == .null, type != Bool.self {
      return .valueNotFound(
        type,
        .init(
          codingPath: path,
          debugDescription: "Cannot get value of type \(type) -- found null value instead"))
    }
    return .typeMismatch(
      type,
      .init(
        codingPath: path,
        debugDescription: "Expected to decode \(type) but found \(Self.name(entry)) instead."))
  }

  /// A value that is no container.
  @inline(never)
  func noContainer(_ type: Any.Type, _ name: String, at place: Place) -> DecodingError {
    guard self[Int(place.index)].kind == .null else { return mismatch(type, at: place) }
    return .valueNotFound(
      type,
      .init(
        codingPath: path(to: place),
        debugDescription: "Cannot get \(name) decoding container -- found null value instead"))
  }

  /// A number that its type cannot hold.
  @inline(never)
  func unrepresentable(
    _ type: Any.Type, at place: Place
  ) -> DecodingError {
    let longest = 40
    let number = withBytes(of: self[Int(place.index)]) { text in
      String(decoding: text.prefix(longest), as: UTF8.self) + (text.count > longest ? "…" : "")
    }
    let error = UnrepresentableNumber(type: type, text: number)
    return .dataCorrupted(
      .init(
        codingPath: path(to: place), debugDescription: "\(error).", underlyingError: error))
  }

  /// A string, or a key of an object, that stands for no text.
  @inline(never)
  func unpaired(at place: Place) -> DecodingError {
    corrupted("A string has an escape for half of a surrogate pair.", at: place)
  }

  /// A value that is not what it should be.
  @inline(never)
  func corrupted(
    _ reason: String, at place: Place
  ) -> DecodingError {
    .dataCorrupted(.init(codingPath: path(to: place), debugDescription: reason))
  }

  /// A member that an object does not have.
  @inline(never)
  func missing(_ key: some CodingKey, in object: Int) -> DecodingError {
    .keyNotFound(
      key,
      .init(
        codingPath: path(toContainer: object),
        debugDescription: "No value associated with key \(key) (\"\(key.stringValue)\")."))
  }

  /// The end of an array where a type asks for more.
  @inline(never)
  func atEnd(_ type: Any.Type, of array: Int, _ position: Int) -> DecodingError {
    .valueNotFound(
      type,
      .init(
        codingPath: path(toContainer: array) + [JSONKey.index(position)],
        debugDescription: "Unkeyed container is at end."))
  }

  private static func name(_ entry: Entry) -> String {
    switch entry.kind {
    case .null: "null"
    case .true, .false: "bool"
    case .integer, .number: "number"
    case .string, .escaped, .unpaired: "a string"
    case .array: "an array"
    case .object, .unpairedObject: "a dictionary"
    }
  }
}
