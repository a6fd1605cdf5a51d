internal import MartletHTTP

/// An error as the Runtime API takes it: a JSON document and a header that classifies it.
struct ErrorDocument {
  /// Free-form, for the caller to read: the error's Swift type, or the type it names itself.
  let errorType: String
  let errorMessage: String
  /// `Function.X` or `Runtime.X` with X of letters only, because the platform replaces any other
  /// spelling by `Runtime.Unknown`.
  let category: String

  /// - Parameter classified: the category, where it is not the error's own.
  init(_ error: any Error, category classified: String? = nil) {
    switch error {
    case let error as RuntimeError:
      errorType = error.code.name
      errorMessage = Self.shortened(error.message)
      category = classified ?? error.code.name
    case let error as FunctionError:
      errorType = Self.shortened(error.type, to: 1 << 10)
      errorMessage = Self.shortened(error.message)
      category = classified ?? Self.category(of: errorType)
    default:
      errorType = Self.shortened(String(describing: type(of: error as Any)), to: 1 << 10)
      errorMessage = Self.shortened(String(describing: error))
      category = classified ?? Self.category(of: errorType)
    }
  }

  private init(errorType: String, errorMessage: String, category: String) {
    self.errorType = errorType
    self.errorMessage = errorMessage
    self.category = category
  }

  /// The same error with texts whose JSON is no longer than `limit` bytes each.
  func shortened(to limit: Int) -> ErrorDocument {
    ErrorDocument(
      errorType: Self.shortened(errorType, to: limit),
      errorMessage: Self.shortened(errorMessage, to: limit), category: category)
  }

  /// A text whose JSON is no longer than `limit` bytes; by default what leaves the whole document
  /// under the mebibyte that the platform takes.
  private static func shortened(_ text: String, to limit: Int = 1000 << 10) -> String {
    // A byte becomes six at most.
    let kept = limit / 6
    guard text.utf8.count > kept, JSONText.quote(text).utf8.count > limit else { return text }
    // The index is rounded down where it would tear a character's bytes apart.
    let end = text.utf8.index(text.startIndex, offsetBy: kept)
    return "\(text[..<end])… (\(text.utf8.count) bytes in all)"
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

  private static func category(of type: String) -> String {
    // A type that is spelled as a category already is not made one twice.
    let name = type.hasPrefix("Function.") ? type.dropFirst("Function.".count) : type[...]
    var letters = name.utf8.filter { 0x61...0x7A ~= $0 | 0x20 }
    guard letters.count > 1 else { return "Function.Unknown" }
    letters[0] &= ~0x20
    return "Function.\(String(decoding: letters, as: UTF8.self))"
  }
}
