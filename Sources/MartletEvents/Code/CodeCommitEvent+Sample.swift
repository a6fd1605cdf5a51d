extension CodeCommitEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Records": [
        {
          "eventId": "e-1",
          "eventVersion": "1.0",
          "eventTime": "2026-03-01T12:00:00.000+0000",
          "eventTriggerName": "builds",
          "eventPartNumber": 1,
          "eventTotalParts": 1,
          "codecommit": {
            "references": [
              {
                "commit": "5e493c6f3067653f3d04eca608b4901eb227078",
                "ref": "refs/heads/main",
                "created": true,
                "deleted": false
              }
            ]
          },
          "eventName": "ReferenceChanges",
          "eventTriggerConfigId": "t-1",
          "eventSourceARN": "arn:aws:codecommit:eu-central-1:123456789012:shop",
          "userIdentityARN": "arn:aws:iam::123456789012:user/ada",
          "eventSource": "aws:codecommit",
          "awsRegion": "eu-central-1",
          "customData": "nightly"
        }
      ]
    }
    """#
  }
}
