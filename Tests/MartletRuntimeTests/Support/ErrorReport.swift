import FoundationEssentials

/// The document that a caller reads of an error, decoded by Foundation.
struct ErrorReport: Decodable {
  var errorType: String
  var errorMessage: String
  var stackTrace: [String]

  init(_ json: [UInt8]) throws {
    self = try JSONDecoder().decode(ErrorReport.self, from: Data(json))
  }
}
