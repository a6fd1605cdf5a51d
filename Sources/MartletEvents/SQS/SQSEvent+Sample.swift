extension SQSEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Records": [
        {
          "messageId": "19dd0b57-b21e-4ac1-bd88-01bbb068cb78",
          "receiptHandle": "MessageReceiptHandle",
          "body": "{\"order\": 1}",
          "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": "1772366400123",
            "SenderId": "AIDAIENQZJOLO23YVJ4VO",
            "ApproximateFirstReceiveTimestamp": "1772366400133",
            "AWSTraceHeader": "Root=1-69a42c00-7c2f1b1e5d0a4b6f8e9d0c1b;Sampled=1"
          },
          "messageAttributes": {
            "customer": {
              "stringValue": "ada",
              "stringListValues": [],
              "binaryListValues": [],
              "dataType": "String"
            },
            "checksum": {
              "binaryValue": "AQID",
              "stringListValues": [],
              "binaryListValues": [],
              "dataType": "Binary"
            }
          },
          "md5OfBody": "7b270e59b47ff90a553787216d55d91d",
          "md5OfMessageAttributes": "00484c68d9e1f6b1f2a9b8b0cd7e0b52",
          "eventSource": "aws:sqs",
          "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:receipts",
          "awsRegion": "eu-central-1"
        }
      ]
    }
    """#
  }
}
