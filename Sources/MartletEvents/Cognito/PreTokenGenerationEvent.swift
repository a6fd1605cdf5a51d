/// A trigger of a user pool: an ID token that is to be made (AWS: “Pre token generation Lambda
/// trigger”, version 1).
public typealias PreTokenGenerationEvent = CognitoEvent<PreTokenGenerationRequest>

/// The request of the trigger: an ID token that is to be made (AWS: “Pre token generation Lambda
/// trigger”, version 1).
public struct PreTokenGenerationRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = PreTokenGenerationResponse

  public var userAttributes: [String: String]
  public var groupConfiguration: CognitoGroupConfiguration?
  public var clientMetadata: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: String] = [:], groupConfiguration: CognitoGroupConfiguration? = nil,
    clientMetadata: [String: String]? = nil
  ) {
    self.userAttributes = userAttributes
    self.groupConfiguration = groupConfiguration
    self.clientMetadata = clientMetadata
  }
}

/// What is decided: an ID token that is to be made.
public struct PreTokenGenerationResponse: CognitoResponse {
  /// Nothing decided.
  public init() {}

  public var claimsOverrideDetails: CognitoClaimsOverride?

  /// Makes one, such as for a test; every argument has a default.
  public init(claimsOverrideDetails: CognitoClaimsOverride? = nil) {
    self.claimsOverrideDetails = claimsOverrideDetails
  }
}
