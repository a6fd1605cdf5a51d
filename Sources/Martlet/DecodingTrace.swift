internal import FoundationEssentials

/// Finds where a decoding fails, for the one failure that `JSONDecoder` reports without its place:
/// a number that the type cannot hold, such as 1.5 for an `Int`.
///
/// It decodes once more through containers that note each value they are asked for; the last one
/// noted is the one that failed. Only a failed event pays for it.
enum DecodingTrace {
  fileprivate static let key = CodingUserInfoKey(rawValue: "Martlet.DecodingTrace")!

  /// The coding path of the value that cannot be decoded; nil where decoding succeeds or fails in
  /// another way.
  static func path<T: Decodable>(of type: T.Type, in json: Data) -> [any CodingKey]? {
    let place = Place()
    let decoder = JSONDecoder()
    decoder.userInfo[key] = place
    do {
      _ = try decoder.decode(Traced<T>.self, from: json)
      return nil
    } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
      return place.path
    } catch {
      return nil
    }
  }

  /// Sharing is safe: one decoding, on one thread, is all that ever sees it.
  fileprivate final class Place: @unchecked Sendable {
    /// Nil until a value is asked for, as with text that is not JSON at all.
    var path: [any CodingKey]?
  }

  /// Makes a value of its type through containers that take notes.
  fileprivate struct Traced<T: Decodable>: Decodable {
    let value: T

    init(from decoder: any Decoder) throws {
      guard let place = decoder.userInfo[DecodingTrace.key] as? Place else {
        value = try T(from: decoder)
        return
      }
      place.path = decoder.codingPath
      // These have forms in JSON that the decoder knows and the types themselves do not.
      switch T.self {
      case is Data.Type, is Date.Type, is URL.Type, is Decimal.Type:
        value = try decoder.singleValueContainer().decode(T.self)
      default:
        value = try T(from: TracingDecoder(base: decoder, place: place))
      }
    }
  }

  fileprivate struct TracingDecoder: Decoder {
    let base: any Decoder
    let place: Place
    var codingPath: [any CodingKey] { base.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { base.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
      KeyedDecodingContainer(Keyed(base: try base.container(keyedBy: type), place: place))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
      Unkeyed(base: try base.unkeyedContainer(), place: place)
    }
    func singleValueContainer() throws -> any SingleValueDecodingContainer {
      try base.singleValueContainer()
    }
  }

  private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let base: KeyedDecodingContainer<Key>
    let place: Place
    var codingPath: [any CodingKey] { base.codingPath }
    var allKeys: [Key] { base.allKeys }

    func contains(_ key: Key) -> Bool { base.contains(key) }
    func decodeNil(forKey key: Key) throws -> Bool { try base.decodeNil(forKey: key) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
      place.path = codingPath + [key]
      return try base.decode(Traced<T>.self, forKey: key).value
    }
    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
      KeyedDecodingContainer(
        DecodingTrace.Keyed<Nested>(
          base: try base.nestedContainer(keyedBy: type, forKey: key), place: place))
    }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      Unkeyed(base: try base.nestedUnkeyedContainer(forKey: key), place: place)
    }
    func superDecoder() throws -> any Decoder {
      TracingDecoder(base: try base.superDecoder(), place: place)
    }
    func superDecoder(forKey key: Key) throws -> any Decoder {
      TracingDecoder(base: try base.superDecoder(forKey: key), place: place)
    }
  }

  private struct Unkeyed: UnkeyedDecodingContainer {
    var base: any UnkeyedDecodingContainer
    let place: Place
    var codingPath: [any CodingKey] { base.codingPath }
    var count: Int? { base.count }
    var isAtEnd: Bool { base.isAtEnd }
    var currentIndex: Int { base.currentIndex }

    mutating func decodeNil() throws -> Bool { try base.decodeNil() }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
      try base.decode(Traced<T>.self).value
    }
    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
      KeyedDecodingContainer(Keyed(base: try base.nestedContainer(keyedBy: type), place: place))
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      Unkeyed(base: try base.nestedUnkeyedContainer(), place: place)
    }
    mutating func superDecoder() throws -> any Decoder {
      TracingDecoder(base: try base.superDecoder(), place: place)
    }
  }
}
