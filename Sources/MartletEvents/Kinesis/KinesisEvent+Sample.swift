extension KinesisEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Records": [
        {
          "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": "sensor-1",
            "sequenceNumber": "49590338271490256608559692538361571095921575989136588898",
            "data": "eyJjZWxzaXVzIjogMjF9",
            "approximateArrivalTimestamp": 1772366400.987,
            "encryptionType": "NONE"
          },
          "eventSource": "aws:kinesis",
          "eventVersion": "1.0",
          "eventID": "shardId-000000000006:49590338271490256608559692538361571095921575989136588898",
          "eventName": "aws:kinesis:record",
          "invokeIdentityArn": "arn:aws:iam::123456789012:role/lambda-role",
          "awsRegion": "eu-central-1",
          "eventSourceARN": "arn:aws:kinesis:eu-central-1:123456789012:stream/sensors"
        }
      ],
      "window": { "start": "2026-03-01T12:00:00Z", "end": "2026-03-01T12:02:00Z" },
      "state": { "sum": "42" },
      "shardId": "shardId-000000000006",
      "eventSourceARN": "arn:aws:kinesis:eu-central-1:123456789012:stream/sensors",
      "isFinalInvokeForWindow": false,
      "isWindowTerminatedEarly": false
    }
    """#
  }
}
