extension CustomMessageRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "CustomMessage_SignUp" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "userAttributes": {
        "email": "ada@example.com",
        "email_verified": false
      },
      "codeParameter": "####",
      "linkParameter": "##verify##",
      "usernameParameter": "{username}",
      "clientMetadata": {
        "a": "b"
      }
    }
    """
  }

  /// An example's `response`.
  public static var sampleResponseJSON: String {
    """
    {
      "smsMessage": "Your code is ####",
      "emailMessage": "Your code is ####",
      "emailSubject": "Welcome"
    }
    """
  }
}
