extension FirehoseEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "invocationId": "invoked123",
      "deliveryStreamArn": "arn:aws:firehose:eu-central-1:123456789012:deliverystream/logs",
      "sourceKinesisStreamArn": "arn:aws:kinesis:eu-central-1:123456789012:stream/logs",
      "region": "eu-central-1",
      "records": [
        {
          "recordId": "record1",
          "approximateArrivalTimestamp": 1772366400000,
          "data": "eyJvcmRlciI6MX0=",
          "kinesisRecordMetadata": {
            "shardId": "shardId-000000000000",
            "partitionKey": "4d1ad2b9-24f8-4b9d-a088-76e9947c317a",
            "approximateArrivalTimestamp": 1772366400000,
            "sequenceNumber": "49546986683135544286507457936321625675700192471156785154",
            "subsequenceNumber": "0"
          }
        }
      ]
    }
    """#
  }
}
