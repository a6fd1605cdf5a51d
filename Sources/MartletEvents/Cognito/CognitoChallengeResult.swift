/// How a challenge of a custom sign-in went.
public struct CognitoChallengeResult: Codable, Hashable, Sendable {
  public var challengeName: String
  public var challengeResult: Bool
  /// The name that the function gave its own challenge.
  public var challengeMetadata: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    challengeName: String = "", challengeResult: Bool = false, challengeMetadata: String? = nil
  ) {
    self.challengeName = challengeName
    self.challengeResult = challengeResult
    self.challengeMetadata = challengeMetadata
  }
}
