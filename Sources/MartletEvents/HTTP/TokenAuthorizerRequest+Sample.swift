extension TokenAuthorizerRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "type": "TOKEN",
      "authorizationToken": "Bearer a1b2c3",
      "methodArn": "arn:aws:execute-api:eu-central-1:123456789012:id/live/GET/pets"
    }
    """#
  }
}
