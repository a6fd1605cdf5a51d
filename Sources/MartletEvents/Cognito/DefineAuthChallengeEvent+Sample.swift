extension DefineAuthChallengeRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "DefineAuthChallenge_Authentication" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "userAttributes": {
        "sub": "1a2b"
      },
      "session": [
        {
          "challengeName": "CUSTOM_CHALLENGE",
          "challengeResult": true,
          "challengeMetadata": "CAPTCHA"
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
      "challengeName": "PASSWORD_VERIFIER",
      "issueTokens": false,
      "failAuthentication": false
    }
    """
  }
}
