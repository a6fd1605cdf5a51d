/// How the events of this module forgive: the compiler calls these from the `init(from:)` that it
/// writes, because within the module they come before the standard library's.
///
/// - A collection that is absent or null is empty: sources leave out what they have none of.
/// - Its elements that are null are left out.
/// - In a map from names to lists of strings, a string is a list of one.
/// - A part that has nothing one could not do without (`Omissible`) is made from its defaults.
/// - A number or Boolean may be written as a string, and a string as a number or Boolean.
///
/// What forgives less is what would lose something: a value of another kind is still an error.
extension KeyedDecodingContainer {
  func decode<T: Decodable>(_ type: [T].Type, forKey key: Key) throws -> [T] {
    try decodeIfPresent(type, forKey: key) ?? []
  }

  func decodeIfPresent<T: Decodable>(_ type: [T].Type, forKey key: Key) throws -> [T]? {
    do {
      return try strictly(type, forKey: key)
    } catch {
      // Nulls are the exception, so that only they pay for elements that may be missing.
      guard let some = try? strictly([T?].self, forKey: key) else { throw error }
      return some.compactMap { $0 }
    }
  }

  func decode<T: Decodable>(_ type: [String: T].Type, forKey key: Key) throws -> [String: T] {
    try decodeIfPresent(type, forKey: key) ?? [:]
  }

  func decodeIfPresent<T: Decodable>(
    _ type: [String: T].Type, forKey key: Key
  ) throws -> [String: T]? {
    do {
      return try strictly(type, forKey: key)
    } catch {
      guard let some = try? strictly([String: T?].self, forKey: key) else { throw error }
      return some.compactMapValues { $0 }
    }
  }

  /// What the standard library does: in here no type is known, so none of the others is meant.
  private func strictly<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try decodeIfPresent(type, forKey: key)
  }

  func decode<T: Omissible>(_ type: T.Type, forKey key: Key) throws -> T {
    try decodeIfPresent(type, forKey: key) ?? T()
  }

  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try decode(WrittenText.self, forKey: key).value
  }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try decodeIfPresent(WrittenText.self, forKey: key)?.value
  }

  func decode(_ type: [String: String].Type, forKey key: Key) throws -> [String: String] {
    try decodeIfPresent(type, forKey: key) ?? [:]
  }

  func decodeIfPresent(
    _ type: [String: String].Type, forKey key: Key
  ) throws -> [String: String]? {
    do {
      return try strictly(type, forKey: key)
    } catch {
      guard let some = try? strictly([String: WrittenText?].self, forKey: key) else { throw error }
      return some.compactMapValues { $0?.value }
    }
  }

  func decode<N: Numeric & LosslessStringConvertible & Decodable>(
    _ type: [String: N].Type, forKey key: Key
  ) throws -> [String: N] {
    try decodeIfPresent(type, forKey: key) ?? [:]
  }

  func decodeIfPresent<N: Numeric & LosslessStringConvertible & Decodable>(
    _ type: [String: N].Type, forKey key: Key
  ) throws -> [String: N]? {
    do {
      return try strictly(type, forKey: key)
    } catch {
      guard let some = try? strictly([String: NumberOrString<N>?].self, forKey: key) else {
        throw error
      }
      return some.compactMapValues { $0?.value }
    }
  }

  func decode(_ type: [String: [String]].Type, forKey key: Key) throws -> [String: [String]] {
    try decodeIfPresent(type, forKey: key) ?? [:]
  }

  func decodeIfPresent(
    _ type: [String: [String]].Type, forKey key: Key
  ) throws -> [String: [String]]? {
    do {
      return try strictly(type, forKey: key)
    } catch {
      guard let some = try? strictly([String: StringOrList?].self, forKey: key) else { throw error }
      return some.compactMapValues { $0?.values }
    }
  }

  func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
    try decode(NumberOrString<Int>.self, forKey: key).value
  }

  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try decodeIfPresent(NumberOrString<Int>.self, forKey: key)?.value
  }

  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try decode(NumberOrString<Double>.self, forKey: key).value
  }

  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try decodeIfPresent(NumberOrString<Double>.self, forKey: key)?.value
  }

  /// Absent or null is false.
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    try decodeIfPresent(type, forKey: key) ?? false
  }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try decodeIfPresent(NumberOrString<Bool>.self, forKey: key)?.value
  }
}

/// A part of an event that is made from its defaults where the event has none: events written by
/// hand leave it out.
protocol Omissible: Decodable {
  init()
}
