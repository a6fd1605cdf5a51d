import FoundationEssentials
import MartletHTTP
import MartletJSON
import Testing

/// What became of decoding a text.
enum Outcome: Equatable {
  /// The value, encoded by Foundation.
  case value(String)
  /// The error's case and its path; of a text that is no JSON, and of a number that does not fit,
  /// Foundation knows no path.
  case failure(String)
}

/// Both coders, asked for the same.
enum Comparison {
  static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  static func foundation<T: Codable>(_ type: T.Type, _ text: [UInt8]) -> Outcome {
    outcome { try JSONDecoder().decode(type, from: Data(text)) }
  }

  static func martlet<T: Codable>(_ type: T.Type, _ text: [UInt8]) -> Outcome {
    outcome { try JSON.decode(type, from: text) }
  }

  /// Expects that both decode a text to the same value, or fail with the same error.
  static func expectSame<T: Codable>(
    _ type: T.Type, _ text: String, _ location: SourceLocation = #_sourceLocation
  ) {
    let bytes = Array(text.utf8)
    #expect(
      martlet(type, bytes) == foundation(type, bytes), "\(type) of \(text.prefix(200))",
      sourceLocation: location)
  }

  /// Expects that both encode a value to the same bytes.
  static func expectSame<T: Encodable>(
    encoding value: T, _ location: SourceLocation = #_sourceLocation
  ) {
    let ours = encoded { try JSON.encode(value) }
    let theirs = encoded { Array(try encoder().encode(value)) }
    #expect(ours == theirs, "\(T.self)", sourceLocation: location)
  }

  private static func outcome<T: Encodable>(_ decode: () throws -> T) -> Outcome {
    do {
      let value = try decode()
      return .value(String(decoding: try encoder().encode(value), as: UTF8.self))
    } catch {
      return .failure(describe(error))
    }
  }

  private static func encoded(_ encode: () throws -> [UInt8]) -> String {
    do { return String(decoding: try encode(), as: UTF8.self) } catch { return describe(error) }
  }

  private static func describe(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      "\(context.codingPath.names) has no \(key.stringValue)"
    case DecodingError.typeMismatch(let type, let context):
      "\(context.codingPath.names) is no \(type)"
    case DecodingError.valueNotFound(let type, let context):
      "\(context.codingPath.names) is null, no \(type)"
    case DecodingError.dataCorrupted(let context):
      context.debugDescription.hasPrefix("The given data") || context.underlyingError != nil
        || context.debugDescription.contains("surrogate")
        ? "corrupted" : "\(context.codingPath.names) is corrupted"
    case EncodingError.invalidValue(_, let context): "\(context.codingPath.names) is invalid"
    default: "\(error)"
    }
  }
}

extension [any CodingKey] {
  /// The path as both tell it.
  var names: String { map(\.stringValue).joined(separator: "/") }
}
