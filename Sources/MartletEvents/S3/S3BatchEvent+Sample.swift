extension S3BatchEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "invocationSchemaVersion": "2.0",
      "invocationId": "YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo",
      "job": { "id": "f3cc4f60-61f6-4a2b-8a21-d07600c373ce", "userArguments": { "size": "small" } },
      "tasks": [
        {
          "taskId": "t-1",
          "s3Key": "summer.jpg",
          "s3VersionId": "1",
          "s3BucketArn": "arn:aws:s3:::pictures",
          "s3Bucket": "pictures"
        }
      ]
    }
    """#
  }
}
