/// A trigger of a user pool: attributes of an external identity provider that are to be mapped
/// (AWS: “Inbound federation Lambda trigger”).
public typealias InboundFederationEvent = CognitoEvent<InboundFederationRequest>

/// The request of the trigger: attributes of an external identity provider that are to be mapped
/// (AWS: “Inbound federation Lambda trigger”).
public struct InboundFederationRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = InboundFederationResponse

  public var providerName: String?
  public var providerType: String?
  public var attributes: [String: JSONValue]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    providerName: String? = nil, providerType: String? = nil, attributes: [String: JSONValue] = [:]
  ) {
    self.providerName = providerName
    self.providerType = providerType
    self.attributes = attributes
  }
}

/// What is decided: attributes of an external identity provider that are to be mapped.
public struct InboundFederationResponse: CognitoResponse {
  /// Nothing decided.
  public init() {}

  public var userAttributesToMap: [String: JSONValue]?

  /// Makes one, such as for a test; every argument has a default.
  public init(userAttributesToMap: [String: JSONValue]? = nil) {
    self.userAttributesToMap = userAttributesToMap
  }
}
