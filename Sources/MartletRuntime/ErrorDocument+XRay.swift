internal import Glibc
internal import MartletHTTP

extension ErrorDocument {
  /// The error as X-Ray shows it in the invocation's trace: a JSON document that travels as a
  /// header's value (`Lambda-Runtime-Function-XRay-Error-Cause`).
  ///
  /// Its texts are short, because servers limit what all headers may take to as little as 8 kB, and
  /// in ASCII, because a header's other bytes have no agreed meaning (RFC 9110 §5.5).
  var xrayCause: String {
    let error = shortened(to: 1 << 10)
    return """
      {"working_directory":\(Self.quoteInASCII(Self.workingDirectory)),\
      "exceptions":[{"type":\(Self.quoteInASCII(error.errorType)),\
      "message":\(Self.quoteInASCII(error.errorMessage)),"stack":[]}],"paths":[]}
      """
  }

  private static var workingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }

  /// A JSON string in which whatever is not ASCII is spelled by its UTF-16 units.
  private static func quoteInASCII(_ text: String) -> String {
    var literal = ""
    for unit in JSONText.quote(text).utf16 {
      if unit < 0x7F {
        literal.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else {
        let digits = String(unit, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }
    }
    return literal
  }
}
