extension CodePipelineJobEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "CodePipeline.job": {
        "id": "11111111-abcd-1111-abcd-111111abcdef",
        "accountId": "123456789012",
        "data": {
          "actionConfiguration": {
            "configuration": { "FunctionName": "check", "UserParameters": "https://example.com" }
          },
          "inputArtifacts": [
            {
              "name": "Built",
              "revision": "r-1",
              "location": {
                "type": "S3",
                "s3Location": { "bucketName": "pipeline", "objectKey": "shop/Built/1.zip" }
              }
            }
          ],
          "outputArtifacts": [{ "name": "Checked" }],
          "artifactCredentials": {
            "accessKeyId": "AKIAEXAMPLE",
            "secretAccessKey": "example",
            "sessionToken": "example",
            "expirationTime": 1772366400000
          },
          "continuationToken": "c-1",
          "encryptionKey": { "id": "arn:aws:kms:eu-central-1:123456789012:key/1", "type": "KMS" }
        }
      }
    }
    """#
  }
}
