extension SESEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Records": [
        {
          "eventSource": "aws:ses",
          "eventVersion": "1.0",
          "ses": {
            "mail": {
              "timestamp": "2026-03-01T12:00:00.000Z",
              "source": "ada@example.com",
              "messageId": "o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1",
              "destination": ["shop@example.org"],
              "headersTruncated": false,
              "headers": [{ "name": "From", "value": "Ada <ada@example.com>" }],
              "commonHeaders": {
                "returnPath": "ada@example.com",
                "from": ["Ada <ada@example.com>"],
                "date": "Sun, 1 Mar 2026 12:00:00 +0000",
                "to": ["shop@example.org"],
                "cc": ["eve@example.com"],
                "bcc": ["bob@example.com"],
                "sender": "ada@example.com",
                "replyTo": ["ada@example.com"],
                "messageId": "<1@example.com>",
                "subject": "My order"
              }
            },
            "receipt": {
              "timestamp": "2026-03-01T12:00:00.000Z",
              "processingTimeMillis": 574,
              "recipients": ["shop@example.org"],
              "spamVerdict": { "status": "PASS" },
              "virusVerdict": { "status": "PASS" },
              "spfVerdict": { "status": "GRAY" },
              "dkimVerdict": { "status": "PROCESSING_FAILED" },
              "dmarcVerdict": { "status": "FAIL" },
              "dmarcPolicy": "reject",
              "action": {
                "type": "Lambda",
                "functionArn": "arn:aws:lambda:eu-central-1:123456789012:function:mail",
                "invocationType": "Event",
                "topicArn": "arn:aws:sns:eu-central-1:123456789012:mail",
                "bucketName": "mail",
                "objectKey": "1"
              }
            }
          }
        }
      ]
    }
    """#
  }
}
