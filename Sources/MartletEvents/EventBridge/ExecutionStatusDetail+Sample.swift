extension ExecutionStatusDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "Step Functions Execution Status Change",
      "source": "aws.states",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:states:eu-central-1:123456789012:execution:orders:1"
      ],
      "detail": {
        "executionArn": "arn:aws:states:eu-central-1:123456789012:execution:orders:1",
        "stateMachineArn": "arn:aws:states:eu-central-1:123456789012:stateMachine:orders",
        "name": "1",
        "status": "FAILED",
        "startDate": 1772366400000,
        "stopDate": 1772366401000,
        "input": "{}",
        "output": "{}",
        "inputDetails": {
          "included": true
        },
        "outputDetails": {
          "included": true
        },
        "stateMachineVersionArn": "arn:aws:states:eu-central-1:123456789012:stateMachine:orders:1",
        "stateMachineAliasArn": "arn:aws:states:eu-central-1:123456789012:stateMachine:orders:live",
        "redriveCount": 0,
        "redriveDate": 1772366402000,
        "redriveStatus": "REDRIVABLE",
        "redriveStatusReason": "none",
        "error": "Timeout",
        "cause": "Too slow"
      }
    }
    """#
  }
}
