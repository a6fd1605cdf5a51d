extension UserMigrationRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "UserMigration_Authentication" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "password": "secret",
      "validationData": {
        "a": "b"
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
    {
      "userAttributes": {
        "email": "ada@example.com"
      },
      "finalUserStatus": "CONFIRMED",
      "messageAction": "SUPPRESS",
      "desiredDeliveryMediums": [
        "EMAIL"
      ],
      "forceAliasCreation": false,
      "enableSMSMFA": false
    }
    """
  }
}
