extension PreTokenGenerationRequest {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "TokenGeneration_Authentication" }

  /// An example's `request`.
  public static var sampleJSON: String {
    """
    {
      "userAttributes": {
        "sub": "1a2b"
      },
      "groupConfiguration": {
        "groupsToOverride": [
          "readers"
        ],
        "iamRolesToOverride": [
          "arn:aws:iam::123456789012:role/reader"
        ],
        "preferredRole": "arn:aws:iam::123456789012:role/reader"
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
      "claimsOverrideDetails": {
        "claimsToAddOrOverride": {
          "tenant": "blue"
        },
        "claimsToSuppress": [
          "email"
        ],
        "groupOverrideDetails": {
          "groupsToOverride": [
            "readers"
          ],
          "iamRolesToOverride": [
            "arn:aws:iam::123456789012:role/reader"
          ],
          "preferredRole": "arn:aws:iam::123456789012:role/reader"
        }
      }
    }
    """
  }
}
