extension CloudTrailDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "AWS API Call via CloudTrail",
      "source": "aws.s3",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [],
      "detail": {
        "eventVersion": "1.09",
        "eventID": "e-1",
        "eventTime": "2026-03-01T12:00:00Z",
        "eventSource": "s3.amazonaws.com",
        "eventName": "CreateBucket",
        "eventType": "AwsApiCall",
        "eventCategory": "Management",
        "awsRegion": "eu-central-1",
        "sourceIPAddress": "192.0.2.1",
        "userAgent": "aws-cli/2",
        "requestID": "r-1",
        "recipientAccountId": "123456789012",
        "readOnly": false,
        "managementEvent": true,
        "errorCode": "AccessDenied",
        "errorMessage": "Access denied",
        "userIdentity": {
          "type": "IAMUser",
          "userName": "ada"
        },
        "requestParameters": {
          "bucketName": "pictures"
        },
        "responseElements": {
          "a": 1
        },
        "additionalEventData": {
          "b": 1
        },
        "resources": [
          {
            "type": "AWS::S3::Bucket"
          }
        ],
        "tlsDetails": {
          "tlsVersion": "TLSv1.3"
        }
      }
    }
    """#
  }
}
