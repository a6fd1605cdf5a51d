extension S3ObjectDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "Object Created",
      "source": "aws.s3",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:s3:::pictures"
      ],
      "detail": {
        "version": "0",
        "bucket": {
          "name": "pictures"
        },
        "object": {
          "key": "summer 2026/a.jpg",
          "size": 5,
          "etag": "b1946ac92492d2347c6235b4d2611184",
          "version-id": "1",
          "sequencer": "00617F08299329D189"
        },
        "request-id": "N4N7GDK58NMKJ12R",
        "requester": "123456789012",
        "source-ip-address": "192.0.2.1",
        "reason": "PutObject",
        "deletion-type": "Permanently Deleted",
        "source-storage-class": "STANDARD",
        "destination-storage-class": "GLACIER",
        "destination-access-tier": "ARCHIVE_ACCESS",
        "restore-expiry-time": "2026-04-01T00:00:00Z"
      }
    }
    """#
  }
}
