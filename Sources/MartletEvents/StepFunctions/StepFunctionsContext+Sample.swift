extension StepFunctionsContext {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Execution": {
        "Id": "arn:aws:states:eu-central-1:123456789012:execution:orders:1",
        "Input": { "order": 1 },
        "Name": "1",
        "RoleArn": "arn:aws:iam::123456789012:role/orders",
        "StartTime": "2026-03-01T12:00:00.000Z",
        "RedriveCount": 1,
        "RedriveTime": "2026-03-01T12:01:00.000Z"
      },
      "State": { "EnteredTime": "2026-03-01T12:00:01.000Z", "Name": "Pay", "RetryCount": 2 },
      "StateMachine": {
        "Id": "arn:aws:states:eu-central-1:123456789012:stateMachine:orders",
        "Name": "orders"
      },
      "Task": { "Token": "h7XRiCdLtd/83p1E0dMccoxlzFhglsdkzpK9mBVKZsp7d9yrT1W" },
      "Map": { "Item": { "Index": 0, "Value": { "order": 1 } } }
    }
    """#
  }
}
