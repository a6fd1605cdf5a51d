/// What CloudFormation is answered about a custom resource, of at most 4 KB.
public struct CustomResourceResponse: Codable, Hashable, Sendable {
  public var status: Status
  /// With a failure.
  public var reason: String?
  /// Another than before an update has the old one deleted.
  public var physicalResourceID: String
  public var stackID: String
  public var requestID: String
  public var logicalResourceID: String
  public var noEcho: Bool?
  /// For `Fn::GetAtt`.
  public var data: [String: JSONValue]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    status: Status = .success, reason: String? = nil, physicalResourceID: String = "",
    stackID: String = "", requestID: String = "", logicalResourceID: String = "",
    noEcho: Bool? = nil, data: [String: JSONValue]? = nil
  ) {
    self.status = status
    self.reason = reason
    self.physicalResourceID = physicalResourceID
    self.stackID = stackID
    self.requestID = requestID
    self.logicalResourceID = logicalResourceID
    self.noEcho = noEcho
    self.data = data
  }

  enum CodingKeys: String, CodingKey {
    case status = "Status"
    case reason = "Reason"
    case physicalResourceID = "PhysicalResourceId"
    case stackID = "StackId"
    case requestID = "RequestId"
    case logicalResourceID = "LogicalResourceId"
    case noEcho = "NoEcho"
    case data = "Data"
  }
}

extension CustomResourceResponse {
  /// How it went.
  public struct Status: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `SUCCESS`.
    public static let success: Self = "SUCCESS"
    /// `FAILED`.
    public static let failed: Self = "FAILED"
  }
}
