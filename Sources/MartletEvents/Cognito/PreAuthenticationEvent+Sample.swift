extension PreAuthenticationRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "PreAuthentication_Authentication" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "userAttributes": {
        "sub": "1a2b"
      },
      "validationData": {
        "device": "phone"
      },
      "userNotFound": false,
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
