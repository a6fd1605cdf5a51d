import MartletJSON

/// A value from a JSON text.
func decode<T: Decodable>(_ type: T.Type, _ json: String) throws -> T {
  try JSON.decode(type, from: Array(json.utf8))
}

/// The JSON text of a value, keys in order.
func encode(_ value: some Encodable) throws -> String {
  String(decoding: try JSON.encode(value), as: UTF8.self)
}
