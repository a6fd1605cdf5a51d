import MartletEvents
import MartletJSON

/// An event decoded, encoded, and decoded and encoded once more.
struct Recoding {
  /// What was encoded first.
  let json: JSONValue
  /// Whether both decoded values are equal, and both encodings.
  let isStable: Bool

  init(_ type: any SampledEvent.Type, _ json: JSONValue) throws {
    self = try Self.recode(type, try JSON.encode(json))
  }

  init(_ type: any SampledEvent.Type, _ json: String) throws {
    self = try Self.recode(type, Array(json.utf8))
  }

  private init(json: JSONValue, isStable: Bool) {
    self.json = json
    self.isStable = isStable
  }

  private static func recode<E: SampledEvent>(_ type: E.Type, _ bytes: [UInt8]) throws -> Recoding {
    let first = try JSON.decode(type, from: bytes)
    let encoded = try JSON.encode(first)
    let second = try JSON.decode(type, from: encoded)
    let again = try JSON.encode(second)
    return Recoding(
      json: try JSON.decode(JSONValue.self, from: encoded),
      isStable: first == second && first.hashValue == second.hashValue && encoded == again)
  }
}
