extension AlarmStateDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "CloudWatch Alarm State Change",
      "source": "aws.cloudwatch",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:errors"
      ],
      "detail": {
        "alarmName": "errors",
        "state": {
          "value": "ALARM",
          "reason": "Threshold crossed",
          "timestamp": "2026-03-01T12:00:00.000+0000"
        },
        "previousState": {
          "value": "OK",
          "timestamp": "2026-03-01T11:00:00.000+0000"
        },
        "configuration": {
          "description": "More errors than usual",
          "metrics": [
            {
              "id": "m1",
              "metricStat": {
                "metric": {
                  "namespace": "AWS/Lambda",
                  "name": "Errors",
                  "dimensions": {
                    "FunctionName": "receipts"
                  }
                },
                "period": 60,
                "stat": "Sum"
              },
              "returnData": true
            }
          ]
        }
      }
    }
    """#
  }
}
