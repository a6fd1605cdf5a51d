/// A request from Amazon VPC Lattice in the event structure version 1.0, whose keys have
/// underscores.
public struct LatticeRequestV1: SampledEvent {
  /// With the query.
  public var rawPath: String
  public var method: String
  public var headers: [String: String]
  public var query: [String: String]
  public var body: String?
  public var isBase64Encoded: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    rawPath: String = "/", method: String = "GET", headers: [String: String] = [:],
    query: [String: String] = [:], body: String? = nil, isBase64Encoded: Bool? = nil
  ) {
    self.rawPath = rawPath
    self.method = method
    self.headers = headers
    self.query = query
    self.body = body
    self.isBase64Encoded = isBase64Encoded
  }

  enum CodingKeys: String, CodingKey {
    case rawPath = "raw_path"
    case method, headers
    case query = "query_string_parameters"
    case body
    case isBase64Encoded = "is_base64_encoded"
  }
}
