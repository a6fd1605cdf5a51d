extension PreTokenGenerationV2Request {
  /// An example's `triggerSource`.
  public static var sampleTriggerSource: String { "TokenGeneration_HostedAuth" }

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
        ]
      },
      "scopes": [
        "openid"
      ],
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
      "claimsAndScopeOverrideDetails": {
        "idTokenGeneration": {
          "claimsToAddOrOverride": {
            "tenant": "blue"
          },
          "claimsToSuppress": [
            "email"
          ]
        },
        "accessTokenGeneration": {
          "claimsToAddOrOverride": {
            "limits": [
              1,
              2
            ]
          },
          "claimsToSuppress": [
            "a"
          ],
          "scopesToAdd": [
            "write"
          ],
          "scopesToSuppress": [
            "read"
          ]
        },
        "groupOverrideDetails": {
          "groupsToOverride": [
            "readers"
          ]
        }
      }
    }
    """
  }
}
