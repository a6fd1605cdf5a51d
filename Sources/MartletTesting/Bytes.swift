internal import Martlet
internal import MartletJSON

/// Events and outputs as the platform has them: bytes, nothing, or JSON.
enum Bytes {
  /// The bytes of an event; nil where its type cannot be encoded.
  static func of(_ event: Any) throws -> [UInt8]? {
    switch event {
    case let bytes as [UInt8]: bytes
    case is Void: []
    case let value as any Encodable: try JSON.encode(value)
    default: nil
    }
  }

  static func canDecode(_ type: Any.Type) -> Bool {
    type == [UInt8].self || type == Void.self || type is any Decodable.Type
  }

  /// - Throws: what the bytes are not; the answer of a function that encodes in a way of its own may
  ///   be no JSON.
  static func decode<Output>(_ type: Output.Type, from bytes: [UInt8]) throws -> Output {
    if let bytes = bytes as? Output { return bytes }
    if let nothing = () as? Output { return nothing }
    guard let type = type as? any Decodable.Type,
      let value = try JSON.decode(type, from: bytes) as? Output
    else {
      throw InvocationError("Test", "the answer is no \(Output.self)")
    }
    return value
  }
}
