extension VerifyAuthChallengeRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "VerifyAuthChallengeResponse_Authentication" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "userAttributes": {
        "sub": "1a2b"
      },
      "privateChallengeParameters": {
        "answer": "2"
      },
      "challengeAnswer": "2",
      "clientMetadata": {
        "a": "b"
      },
      "userNotFound": false
    }
    """
  }

  /// An example's `response`.
  public static var sampleResponseJSON: String {
    """
    {
      "answerCorrect": false
    }
    """
  }
}
