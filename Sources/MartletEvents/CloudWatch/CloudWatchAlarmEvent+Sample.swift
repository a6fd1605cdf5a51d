extension CloudWatchAlarmEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "source": "aws.cloudwatch",
      "alarmArn": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:errors",
      "accountId": "123456789012",
      "time": "2026-03-01T12:00:00.490+0000",
      "region": "eu-central-1",
      "alarmData": {
        "alarmName": "errors",
        "state": {
          "value": "ALARM",
          "reason": "Threshold crossed",
          "reasonData": "{\"threshold\": 5.0}",
          "timestamp": "2026-03-01T12:00:00.490+0000",
          "actionsSuppressedBy": "WaitPeriod",
          "actionsSuppressedReason": "Actions suppressed by WaitPeriod"
        },
        "previousState": {
          "value": "INSUFFICIENT_DATA",
          "reason": "No data",
          "timestamp": "2026-03-01T11:55:00.595+0000"
        },
        "configuration": {
          "description": "More errors than usual",
          "alarmName": "errors",
          "metrics": [
            {
              "id": "m1",
              "metricStat": {
                "metric": {
                  "namespace": "AWS/Lambda",
                  "name": "Errors",
                  "dimensions": { "FunctionName": "receipts" }
                },
                "period": 60,
                "stat": "Sum",
                "unit": "Count"
              },
              "returnData": true
            },
            { "id": "e1", "expression": "m1 * 2", "label": "twice", "returnData": false }
          ],
          "alarmRule": "ALARM(errors) AND NOT ALARM(deployment)",
          "actionsSuppressor": "deployment",
          "actionsSuppressorWaitPeriod": 60,
          "actionsSuppressorExtensionPeriod": 30
        }
      }
    }
    """#
  }
}
