/// What VPC Lattice answers (AWS: “Lambda functions as targets in VPC Lattice”).
public struct LatticeResponse: Codable, Hashable, Sendable {
  public var statusCode: Int
  public var statusDescription: String?
  public var headers: [String: String]?
  public var body: String?
  public var isBase64Encoded: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    statusCode: Int = 200, statusDescription: String? = nil, headers: [String: String]? = nil,
    body: String? = nil, isBase64Encoded: Bool? = nil
  ) {
    self.statusCode = statusCode
    self.statusDescription = statusDescription
    self.headers = headers
    self.body = body
    self.isBase64Encoded = isBase64Encoded
  }
}
