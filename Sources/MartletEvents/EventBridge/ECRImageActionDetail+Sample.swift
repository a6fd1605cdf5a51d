extension ECRImageActionDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "ECR Image Action",
      "source": "aws.ecr",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [],
      "detail": {
        "result": "SUCCESS",
        "repository-name": "shop",
        "image-digest": "sha256:7f5b2640fe6fb4f46592dfd3410c4a79dac4f89e4782432e0378abcd1234",
        "action-type": "PUSH",
        "image-tag": "latest",
        "manifest-media-type": "application/vnd.oci.image.manifest.v1+json",
        "artifact-media-type": "application/vnd.oci.image.config.v1+json"
      }
    }
    """#
  }
}
