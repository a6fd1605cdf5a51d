/// A trigger of a user pool: a challenge that is to be made (AWS: “Create Auth challenge Lambda
/// trigger”).
public typealias CreateAuthChallengeEvent = CognitoEvent<CreateAuthChallengeRequest>

/// The request of the trigger: a challenge that is to be made (AWS: “Create Auth challenge Lambda
/// trigger”).
public struct CreateAuthChallengeRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = CreateAuthChallengeResponse

  public var userAttributes: [String: String]
  public var challengeName: String?
  public var session: [CognitoChallengeResult]
  public var clientMetadata: [String: String]?
  public var userNotFound: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: String] = [:], challengeName: String? = nil,
    session: [CognitoChallengeResult] = [], clientMetadata: [String: String]? = nil,
    userNotFound: Bool? = nil
  ) {
    self.userAttributes = userAttributes
    self.challengeName = challengeName
    self.session = session
    self.clientMetadata = clientMetadata
    self.userNotFound = userNotFound
  }
}

/// What is decided: a challenge that is to be made.
public struct CreateAuthChallengeResponse: CognitoResponse {
  /// Nothing decided.
  public init() {}

  public var publicChallengeParameters: [String: String]?
  public var privateChallengeParameters: [String: String]?
  /// A name for the challenge, which comes back with its result.
  public var challengeMetadata: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    publicChallengeParameters: [String: String]? = nil,
    privateChallengeParameters: [String: String]? = nil, challengeMetadata: String? = nil
  ) {
    self.publicChallengeParameters = publicChallengeParameters
    self.privateChallengeParameters = privateChallengeParameters
    self.challengeMetadata = challengeMetadata
  }
}
