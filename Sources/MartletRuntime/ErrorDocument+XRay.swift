internal import Glibc
internal import MartletHTTP

extension ErrorDocument {
  /// The error as X-Ray shows it in the invocation's trace: a JSON document that travels as a
  /// header's value (`Lambda-Runtime-Function-XRay-Error-Cause`).
  ///
  /// Its texts are short, because servers limit what all headers may take to as little as 8 kB, and
  /// in ASCII, because a header's other bytes have no agreed meaning (RFC 9110 §5.5).
  var xrayCause: String {
    """
    {"working_directory":\(Self.quoteInASCII(Self.workingDirectory)),\
    "exceptions":[{"type":\(Self.quoteInASCII(errorType)),\
    "message":\(Self.quoteInASCII(errorMessage)),"stack":[]}],"paths":[]}
    """
  }

  private static var workingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }

  /// A JSON string of two kilobytes at most, in which whatever is not ASCII is spelled by its UTF-16
  /// units. A longer one ends with "...".
  private static func quoteInASCII(_ text: String) -> String {
    var literal = "\""
    for character in text {
      let spelled = spell(character)
      guard literal.utf8.count + spelled.utf8.count <= 2000 else {
        literal += "..."
        break
      }
      literal += spelled
    }
    return literal + "\""
  }

  private static func spell(_ character: Character) -> String {
    var spelled = ""
    for unit in JSONText.quote(String(character)).utf16.dropFirst().dropLast() {
      if unit < 0x7F {
        spelled.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else {
        let digits = String(unit, radix: 16)
        spelled += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }
    }
    return spelled
  }
}
