internal import MartletHTTP
internal import MartletJSON

/// An error that comes with its cause. The cause is for traces: callers get what other errors have.
struct CausedError: Decodable {
  private var errorMessage: String?
  private var errorType: String?
  private var stackTrace: [String?]?

  /// Whether a body of this type is such an error.
  static func isType(_ contentType: String) -> Bool {
    let type = contentType.prefix { $0 != ";" && $0 != " " }
    return type.lowercased() == "application/vnd.aws.lambda.error.cause+json"
  }

  /// What a caller gets of such a body, byte for byte as AWS's own emulator writes it.
  static func document(of body: [UInt8]) -> [UInt8] {
    guard let error = try? JSON.decode(CausedError.self, from: body) else {
      return Array("\"Invalid error body\"".utf8)
    }
    var members = [
      "\"errorMessage\":\(JSONText.quote(error.errorMessage ?? ""))",
      "\"errorType\":\(JSONText.quote(error.errorType ?? ""))",
    ]
    if let frames = error.stackTrace, !frames.isEmpty {
      let list = frames.map { JSONText.quote($0 ?? "") }.joined(separator: ",")
      members.append("\"stackTrace\":[\(list)]")
    }
    return Array("{\(members.joined(separator: ","))}".utf8)
  }
}
