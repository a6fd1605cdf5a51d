internal import MartletJSON
public import MartletRuntime

extension Function where Event: Decodable {
  /// Decodes the event from JSON.
  ///
  /// - Throws: `RuntimeError` with code `unmarshalError`; its message names the coding path.
  public static func decode(_ bytes: [UInt8]) throws -> Event {
    do {
      return try JSON.decode(Event.self, from: bytes)
    } catch let error as DecodingError {
      throw RuntimeError(
        .unmarshalError, "the event is not a \(Event.self): \(DecodingFailure(error))")
    }
  }
}

extension Function where Output: Encodable {
  /// Encodes the output as JSON, keys in order, so that the same output always has the same bytes.
  ///
  /// - Throws: `RuntimeError` with code `marshalError`; its message names the coding path.
  public static func encode(_ output: Output) throws -> Response {
    do {
      return Response(try JSON.encode(output), contentType: "application/json")
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
