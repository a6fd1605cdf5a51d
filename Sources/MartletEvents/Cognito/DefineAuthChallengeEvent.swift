/// A trigger of a user pool: how a custom sign-in goes on (AWS: “Define Auth challenge Lambda
/// trigger”).
public typealias DefineAuthChallengeEvent = CognitoEvent<DefineAuthChallengeRequest>

/// The request of the trigger: how a custom sign-in goes on (AWS: “Define Auth challenge Lambda
/// trigger”).
public struct DefineAuthChallengeRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = DefineAuthChallengeResponse

  public var userAttributes: [String: String]
  public var session: [CognitoChallengeResult]
  public var clientMetadata: [String: String]?
  public var userNotFound: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: String] = [:], session: [CognitoChallengeResult] = [],
    clientMetadata: [String: String]? = nil, userNotFound: Bool? = nil
  ) {
    self.userAttributes = userAttributes
    self.session = session
    self.clientMetadata = clientMetadata
    self.userNotFound = userNotFound
  }
}

/// What is decided: how a custom sign-in goes on.
public struct DefineAuthChallengeResponse: CognitoResponse {
  /// Nothing decided.
  public init() {}

  public var challengeName: String?
  /// True ends the sign-in with success.
  public var issueTokens: Bool?
  public var failAuthentication: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    challengeName: String? = nil, issueTokens: Bool? = nil, failAuthentication: Bool? = nil
  ) {
    self.challengeName = challengeName
    self.issueTokens = issueTokens
    self.failAuthentication = failAuthentication
  }
}
