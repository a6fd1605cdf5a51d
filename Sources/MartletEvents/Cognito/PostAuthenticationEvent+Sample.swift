extension PostAuthenticationRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "PostAuthentication_Authentication" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "userAttributes": {
        "sub": "1a2b"
      },
      "newDeviceUsed": true,
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
