extension S3Event {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Records": [
        {
          "eventVersion": "2.3",
          "eventSource": "aws:s3",
          "awsRegion": "eu-central-1",
          "eventTime": "2026-03-01T12:00:00.000Z",
          "eventName": "ObjectCreated:Put",
          "userIdentity": { "principalId": "AWS:AIDAINPONIXQXHT3IKHL2" },
          "requestParameters": { "sourceIPAddress": "192.0.2.1" },
          "responseElements": {
            "x-amz-request-id": "C3D13FE58DE4C810",
            "x-amz-id-2": "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD"
          },
          "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": "uploads",
            "bucket": {
              "name": "pictures",
              "ownerIdentity": { "principalId": "A3NL1KOZZKExample" },
              "arn": "arn:aws:s3:::pictures"
            },
            "object": {
              "key": "summer+2026/b%C3%A4r.jpg",
              "size": 1305107,
              "eTag": "b21b84d653bb07b05b1e6b33684dc11b",
              "versionId": "096fKKXTRTtl3on89fVO.nfljtsv6qko",
              "sequencer": "0055AED6DCD90281E5"
            }
          }
        },
        {
          "eventVersion": "2.1",
          "eventSource": "aws:s3",
          "awsRegion": "eu-central-1",
          "eventTime": "2026-03-01T12:00:01.000Z",
          "eventName": "ObjectRestore:Completed",
          "s3": {
            "s3SchemaVersion": "1.0",
            "bucket": { "name": "pictures" },
            "object": { "key": "old.jpg", "size": 5 }
          },
          "glacierEventData": {
            "restoreEventData": {
              "lifecycleRestorationExpiryTime": "2026-04-01T00:00:00.000Z",
              "lifecycleRestoreStorageClass": "GLACIER"
            }
          },
          "replicationEventData": {
            "replicationRuleId": "to-the-north",
            "destinationBucket": "arn:aws:s3:::pictures-north",
            "s3Operation": "OBJECT_PUT",
            "requestTime": "2026-03-01T11:00:00.000Z",
            "failureReason": "AssumeRoleNotPermitted",
            "threshold": 900,
            "replicationTime": 1000
          },
          "lifecycleEventData": {
            "transitionEventData": { "destinationStorageClass": "GLACIER" }
          },
          "intelligentTieringEventData": { "destinationAccessTier": "DEEP_ARCHIVE_ACCESS" }
        }
      ]
    }
    """#
  }
}
