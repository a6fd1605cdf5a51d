internal import MartletHTTP

/// An error as the Runtime API takes it: a JSON document and a header that classifies it.
struct ErrorDocument {
  /// Free-form, for the caller to read: the error's Swift type, or the type it names itself.
  let errorType: String
  let errorMessage: String
  /// `Function.X` or `Runtime.X` with X of letters only, because the platform replaces any other
  /// spelling by `Runtime.Unknown`.
  let category: String

  init(_ error: any Error) {
    switch error {
    case let error as RuntimeError:
      errorType = error.code.name
      errorMessage = error.message
      category = error.code.name
    case let error as FunctionError:
      errorType = error.type
      errorMessage = error.message
      category = Self.category(of: error.type)
    default:
      errorType = String(describing: type(of: error as Any))
      errorMessage = String(describing: error)
      category = Self.category(of: errorType)
    }
  }

  /// `{"errorMessage":…,"errorType":…,"stackTrace":[]}`. Swift errors carry no stack trace; the
  /// member is there because callers of other runtimes' functions read it.
  var json: [UInt8] {
    Array(
      """
      {"errorMessage":\(JSONText.quote(errorMessage)),\
      "errorType":\(JSONText.quote(errorType)),"stackTrace":[]}
      """.utf8)
  }

  /// Type and message on one line, whatever characters the message holds.
  var line: String { "\(errorType): \(JSONText.quote(errorMessage))" }

  private static func category(of type: String) -> String {
    let letters = type.unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic }
    guard letters.count > 1, let first = letters.first else { return "Function.Unknown" }
    return
      "Function.\(first.properties.uppercaseMapping)\(String(String.UnicodeScalarView(letters.dropFirst())))"
  }
}
