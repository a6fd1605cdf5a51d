internal import FoundationEssentials
public import MartletRuntime

/// Keys in order, so that the same output always has the same bytes.
private let encoder: JSONEncoder = {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return encoder
}()

extension Function where Event: Decodable {
  /// Decodes the event from JSON.
  ///
  /// - Throws: `RuntimeError` with code `unmarshalError`; its message names the coding path.
  public static func decode(_ bytes: [UInt8]) throws -> Event {
    let json = Data(bytes)
    do {
      return try JSONDecoder().decode(Event.self, from: json)
    } catch let error as DecodingError {
      let failure = DecodingFailure(error, of: Event.self, in: json)
      throw RuntimeError(.unmarshalError, "the event is not a \(Event.self): \(failure)")
    }
  }
}

extension Function where Output: Encodable {
  /// Encodes the output as JSON.
  ///
  /// - Throws: `RuntimeError` with code `marshalError`; its message names the coding path.
  public static func encode(_ output: Output) throws -> Response {
    do {
      return Response(Array(try encoder.encode(output)), contentType: "application/json")
    } catch let EncodingError.invalidValue(value, context) {
      throw RuntimeError(
        .marshalError,
        "the output \(Output.self) cannot be encoded: \(context.codingPath.text) holds "
          + "\(shown(value)): \(context.debugDescription)")
    }
  }
}

/// A number, which is infinite or none, where it cannot be encoded; of other values the type, because
/// messages are logged and outputs are not.
private func shown(_ value: Any) -> String {
  value is Double || value is Float ? "\(value)" : "a \(type(of: value))"
}
