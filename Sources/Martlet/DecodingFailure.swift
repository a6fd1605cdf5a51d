internal import MartletJSON

/// Why an event was not decoded, in one sentence that begins with the place.
struct DecodingFailure: CustomStringConvertible {
  let description: String

  init(_ error: DecodingError) {
    description =
      switch error {
      case .keyNotFound(let key, let context):
        "\((context.codingPath + [key]).text) is missing"
      case .valueNotFound(let type, let context):
        "\(context.codingPath.text) is null, expected \(type)"
      case .typeMismatch(let type, let context):
        "\(context.codingPath.text) is not \(type): \(context.debugDescription)"
      case .dataCorrupted(let context):
        "\(context.codingPath.text) \(Self.detail(context))"
      @unknown default:
        String(describing: error)
      }
  }

  private static func detail(_ context: DecodingError.Context) -> String {
    switch context.underlyingError {
    case let number as UnrepresentableNumber:
      "is a number that its type cannot hold: \(number)"
    // For text that is not JSON at all, the parser's own finding says more than the decoder's.
    case let reason?: "is not valid: \(context.debugDescription) \(reason)"
    case nil: "is not valid: \(withoutValue(context.debugDescription))"
    }
  }

  /// What an enumeration says of a value that is none of its cases ends before the value: messages
  /// are logged, and events are not.
  private static func withoutValue(_ text: String) -> String {
    guard text.hasPrefix("Cannot initialize "),
      let value = text.utf8.indices.first(where: { text.utf8[$0...].starts(with: " value ".utf8) })
    else { return text }
    return String(text[..<value])
  }
}

extension [any CodingKey] {
  /// `items[2].price`, or `the value itself` for the top level.
  var text: String {
    guard !isEmpty else { return "the value itself" }
    var text = ""
    for key in self {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    return text
  }
}
