extension S3ObjectLambdaEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "xAmzRequestId": "r-1",
      "getObjectContext": {
        "inputS3Url": "https://pictures-123456789012.s3-accesspoint.eu-central-1.amazonaws.com/a",
        "outputRoute": "io-use1-001",
        "outputToken": "o-1"
      },
      "headObjectContext": { "inputS3Url": "https://example.com/head" },
      "listObjectsContext": { "inputS3Url": "https://example.com/list" },
      "listObjectsV2Context": { "inputS3Url": "https://example.com/list2" },
      "configuration": {
        "accessPointArn": "arn:aws:s3-object-lambda:eu-central-1:123456789012:accesspoint/small",
        "supportingAccessPointArn": "arn:aws:s3:eu-central-1:123456789012:accesspoint/pictures",
        "payload": "{}"
      },
      "userRequest": {
        "url": "https://small-123456789012.s3-object-lambda.eu-central-1.amazonaws.com/a",
        "headers": { "Host": "example.com" }
      },
      "userIdentity": {
        "type": "AssumedRole",
        "principalId": "p-1",
        "arn": "arn:aws:sts::123456789012:assumed-role/reader/1",
        "accountId": "123456789012",
        "accessKeyId": "AKIAEXAMPLE",
        "userName": "ada",
        "invokedBy": "s3.amazonaws.com",
        "sessionContext": { "attributes": { "mfaAuthenticated": "false" } }
      },
      "protocolVersion": "1.00"
    }
    """#
  }
}
