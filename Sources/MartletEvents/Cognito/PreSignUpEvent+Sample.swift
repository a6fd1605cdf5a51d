extension PreSignUpRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "PreSignUp_SignUp" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "userAttributes": {
        "email": "ada@example.com"
      },
      "validationData": {
        "code": "7"
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
    {
      "autoConfirmUser": false,
      "autoVerifyEmail": false,
      "autoVerifyPhone": false
    }
    """
  }
}
