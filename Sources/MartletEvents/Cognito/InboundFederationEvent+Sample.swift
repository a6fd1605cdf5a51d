extension InboundFederationRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "InboundFederation_ExternalProvider" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "providerName": "Example",
      "providerType": "OIDC",
      "attributes": {
        "tokenResponse": {
          "expires_in": "3600"
        },
        "idToken": {
          "sub": "1a2b"
        },
        "userInfo": {
          "email": "ada@example.com"
        }
      }
    }
    """
  }

  /// An example's `response`.
  public static var sampleResponseJSON: String {
    """
    {
      "userAttributesToMap": {
        "email": "ada@example.com"
      }
    }
    """
  }
}
