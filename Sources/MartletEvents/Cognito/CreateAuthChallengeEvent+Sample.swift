extension CreateAuthChallengeRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "CreateAuthChallenge_Authentication" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "userAttributes": {
        "sub": "1a2b"
      },
      "challengeName": "CUSTOM_CHALLENGE",
      "session": [
        {
          "challengeName": "SRP_A",
          "challengeResult": true
        }
      ],
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
      "publicChallengeParameters": {
        "question": "1+1"
      },
      "privateChallengeParameters": {
        "answer": "2"
      },
      "challengeMetadata": "SUM"
    }
    """
  }
}
