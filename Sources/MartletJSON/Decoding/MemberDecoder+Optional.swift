/// Members that may be missing or null: one search for each, where the standard library's own
/// implementations make three.
extension MemberDecoder {
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    guard let place = presentPlace(key) else { return nil }
    return try document.bool(at: place, key)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    guard let place = presentPlace(key) else { return nil }
    return try document.string(at: place, key)
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    guard let place = presentPlace(key) else { return nil }
    return try document.double(at: place, key)
  }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
    guard let place = presentPlace(key) else { return nil }
    return try document.float(at: place, key)
  }
  func decodeIfPresent<T: FixedWidthInteger & Decodable>(
    _ type: T.Type, forKey key: Key
  ) throws -> T? {
    guard let place = presentPlace(key) else { return nil }
    return try document.integer(type, at: place, key)
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    guard let place = presentPlace(key) else { return nil }
    return try document.decode(type, at: place)
  }
}
