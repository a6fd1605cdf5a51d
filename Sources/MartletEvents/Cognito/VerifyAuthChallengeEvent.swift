/// A trigger of a user pool: an answer to a challenge (AWS: “Verify Auth challenge response
/// Lambda trigger”).
public typealias VerifyAuthChallengeEvent = CognitoEvent<VerifyAuthChallengeRequest>

/// The request of the trigger: an answer to a challenge (AWS: “Verify Auth challenge response
/// Lambda trigger”).
public struct VerifyAuthChallengeRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = VerifyAuthChallengeResponse

  public var userAttributes: [String: String]
  public var privateChallengeParameters: [String: String]
  public var challengeAnswer: JSONValue?
  public var clientMetadata: [String: String]?
  public var userNotFound: Bool?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: String] = [:], privateChallengeParameters: [String: String] = [:],
    challengeAnswer: JSONValue? = nil, clientMetadata: [String: String]? = nil,
    userNotFound: Bool? = nil
  ) {
    self.userAttributes = userAttributes
    self.privateChallengeParameters = privateChallengeParameters
    self.challengeAnswer = challengeAnswer
    self.clientMetadata = clientMetadata
    self.userNotFound = userNotFound
  }
}

/// What is decided: an answer to a challenge.
public struct VerifyAuthChallengeResponse: CognitoResponse {
  /// Nothing decided.
  public init() {}

  public var answerCorrect: Bool = false

  /// Makes one, such as for a test; every argument has a default.
  public init(answerCorrect: Bool = false) {
    self.answerCorrect = answerCorrect
  }
}
