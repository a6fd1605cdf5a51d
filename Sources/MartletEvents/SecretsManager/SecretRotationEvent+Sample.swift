extension SecretRotationEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Step": "createSecret",
      "SecretId": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:database-a1b2c3",
      "ClientRequestToken": "123e4567-e89b-12d3-a456-426614174000",
      "RotationToken": "t-1"
    }
    """#
  }
}
