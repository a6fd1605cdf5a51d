extension DestinationRecord {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "version": "1.0",
      "timestamp": "2026-03-01T12:00:00.021Z",
      "requestContext": {
        "requestId": "e4b46cbf-b738-xmpl-8880-a18cdf61200e",
        "functionArn": "arn:aws:lambda:eu-central-1:123456789012:function:receipts:$LATEST",
        "condition": "RetriesExhausted",
        "approximateInvokeCount": 3
      },
      "requestPayload": { "order": 1 },
      "responseContext": {
        "statusCode": 200,
        "executedVersion": "$LATEST",
        "functionError": "Unhandled"
      },
      "responsePayload": { "errorMessage": "No such order" },
      "KinesisBatchInfo": {
        "shardId": "shardId-000000000001",
        "startSequenceNumber": "49601189658422359378836298521827638475320189012309704722",
        "endSequenceNumber": "49601189658422359378836298522902373528957594348623495186",
        "approximateArrivalOfFirstRecord": "2026-03-01T12:00:00.835Z",
        "approximateArrivalOfLastRecord": "2026-03-01T12:00:05.400Z",
        "batchSize": 500,
        "streamArn": "arn:aws:kinesis:eu-central-1:123456789012:stream/sensors"
      },
      "DDBStreamBatchInfo": {
        "shardId": "shardId-00000001573689847184-864758bb",
        "startSequenceNumber": "800000000003126276362",
        "batchSize": 1
      }
    }
    """#
  }
}
