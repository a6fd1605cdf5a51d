/// What CloudFormation asks about a custom resource (AWS: “Custom resource request and response
/// reference”). The answer goes to `responseURL` by PUT.
public struct CustomResourceEvent: SampledEvent {
  public var requestType: RequestType
  /// Where the answer goes: PUT, with an empty content type. Nil where the CDK's provider framework
  /// asks, which takes the function's output for the answer.
  public var responseURL: String?
  public var stackID: String
  public var requestID: String
  /// `Custom::…`.
  public var resourceType: String
  public var logicalResourceID: String
  /// With updates and deletions.
  public var physicalResourceID: String?
  /// The template's; numbers and Booleans come as strings.
  public var resourceProperties: [String: JSONValue]
  /// With updates.
  public var oldResourceProperties: [String: JSONValue]?
  public var serviceToken: String?
  /// In seconds.
  public var serviceTimeout: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    requestType: RequestType = "", responseURL: String? = nil, stackID: String = "",
    requestID: String = "", resourceType: String = "", logicalResourceID: String = "",
    physicalResourceID: String? = nil, resourceProperties: [String: JSONValue] = [:],
    oldResourceProperties: [String: JSONValue]? = nil, serviceToken: String? = nil,
    serviceTimeout: String? = nil
  ) {
    self.requestType = requestType
    self.responseURL = responseURL
    self.stackID = stackID
    self.requestID = requestID
    self.resourceType = resourceType
    self.logicalResourceID = logicalResourceID
    self.physicalResourceID = physicalResourceID
    self.resourceProperties = resourceProperties
    self.oldResourceProperties = oldResourceProperties
    self.serviceToken = serviceToken
    self.serviceTimeout = serviceTimeout
  }

  enum CodingKeys: String, CodingKey {
    case requestType = "RequestType"
    case responseURL = "ResponseURL"
    case stackID = "StackId"
    case requestID = "RequestId"
    case resourceType = "ResourceType"
    case logicalResourceID = "LogicalResourceId"
    case physicalResourceID = "PhysicalResourceId"
    case resourceProperties = "ResourceProperties"
    case oldResourceProperties = "OldResourceProperties"
    case serviceToken = "ServiceToken"
    case serviceTimeout = "ServiceTimeout"
  }
}

extension CustomResourceEvent {
  /// What is to be done.
  public struct RequestType: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `Create`.
    public static let create: Self = "Create"
    /// `Update`.
    public static let update: Self = "Update"
    /// `Delete`.
    public static let delete: Self = "Delete"
  }
}
