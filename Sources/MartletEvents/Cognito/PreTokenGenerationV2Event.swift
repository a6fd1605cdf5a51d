/// A trigger of a user pool: tokens that are to be made (AWS: “Pre token generation Lambda
/// trigger”, versions 2 and 3).
public typealias PreTokenGenerationV2Event = CognitoEvent<PreTokenGenerationV2Request>

/// The request of the trigger: tokens that are to be made (AWS: “Pre token generation Lambda
/// trigger”, versions 2 and 3).
public struct PreTokenGenerationV2Request: CognitoRequest {
  /// What is answered.
  public typealias Response = PreTokenGenerationV2Response

  public var userAttributes: [String: String]
  public var groupConfiguration: CognitoGroupConfiguration?
  public var scopes: [String]
  public var clientMetadata: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: String] = [:], groupConfiguration: CognitoGroupConfiguration? = nil,
    scopes: [String] = [], clientMetadata: [String: String]? = nil
  ) {
    self.userAttributes = userAttributes
    self.groupConfiguration = groupConfiguration
    self.scopes = scopes
    self.clientMetadata = clientMetadata
  }
}

/// What is decided: tokens that are to be made.
public struct PreTokenGenerationV2Response: CognitoResponse {
  /// Nothing decided.
  public init() {}

  public var claimsAndScopeOverrideDetails: CognitoClaimsAndScopeOverride?

  /// Makes one, such as for a test; every argument has a default.
  public init(claimsAndScopeOverrideDetails: CognitoClaimsAndScopeOverride? = nil) {
    self.claimsAndScopeOverrideDetails = claimsAndScopeOverrideDetails
  }
}
