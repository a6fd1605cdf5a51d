extension IoTRuleError {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "ruleName": "store",
      "topic": "sensors/1",
      "cloudwatchTraceId": "7e146a2c-95b5-6caf-98b9-50e3969734c7",
      "clientId": "sensor-1",
      "base64OriginalPayload": "eyJjZWxzaXVzIjogMjF9",
      "failures": [
        {
          "failedAction": "S3Action",
          "failedResource": "measurements",
          "errorMessage": "The bucket does not exist"
        }
      ]
    }
    """#
  }
}
