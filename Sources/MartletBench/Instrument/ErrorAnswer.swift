internal import FoundationEssentials

/// The error that a candidate answered with, as a person reads it.
struct ErrorAnswer {
  let text: String

  /// - Parameter body: the beginning of the body, which should be an error document.
  init(_ body: [UInt8]) {
    struct Document: Decodable {
      var errorType: String?
      var errorMessage: String?
    }
    let document = try? JSONDecoder().decode(Document.self, from: Data(body))
    let parts = [document?.errorType, document?.errorMessage].compactMap { $0 }
    let text = parts.isEmpty ? String(decoding: body, as: UTF8.self) : parts.joined(separator: ": ")
    self.text = text.isEmpty ? "no reason given" : String(text.prefix(400))
  }
}
