extension PostConfirmationRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "PostConfirmation_ConfirmSignUp" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "userAttributes": {
        "sub": "1a2b",
        "email": "ada@example.com"
      },
      "clientMetadata": {
        "campaign": "spring"
      }
    }
    """
  }

  /// An example's `response`.
  public static var sampleResponseJSON: String {
    """
    {}
    """
  }
}
