extension CustomSenderRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "CustomEmailSender_SignUp" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "type": "customEmailSenderRequestV1",
      "code": "AYADeA==",
      "userAttributes": {
        "email": "ada@example.com"
      },
      "clientMetadata": {
        "a": "b"
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
