extension ECRImageScanDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "5f3a9c1e-8a2b-4d7c-9e10-6b2f4c8d1a35",
      "detail-type": "ECR Image Scan",
      "source": "aws.ecr",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:ecr:eu-central-1:123456789012:repository/shop"
      ],
      "detail": {
        "scan-status": "COMPLETE",
        "repository-name": "shop",
        "finding-severity-counts": {
          "CRITICAL": 1,
          "MEDIUM": 9
        },
        "image-digest": "sha256:7f5b2640fe6fb4f46592dfd3410c4a79",
        "image-tags": [
          "latest"
        ]
      }
    }
    """#
  }
}
