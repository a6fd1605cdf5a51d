extension BatchJobDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "5f3a9c1e-8a2b-4d7c-9e10-6b2f4c8d1a35",
      "detail-type": "Batch Job State Change",
      "source": "aws.batch",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:batch:eu-central-1:123456789012:job/1"
      ],
      "detail": {
        "jobArn": "arn:aws:batch:eu-central-1:123456789012:job/1",
        "jobName": "books",
        "jobId": "1",
        "jobQueue": "arn:aws:batch:eu-central-1:123456789012:job-queue/night",
        "status": "FAILED",
        "statusReason": "Essential container in task exited",
        "attempts": [
          {
            "container": {
              "exitCode": 1
            },
            "startedAt": 1772366400000,
            "stoppedAt": 1772366401000
          }
        ],
        "createdAt": 1772366300000,
        "startedAt": 1772366400000,
        "stoppedAt": 1772366401000,
        "retryStrategy": {
          "attempts": 1
        },
        "timeout": {
          "attemptDurationSeconds": 90
        },
        "dependsOn": [
          {
            "jobId": "0"
          }
        ],
        "jobDefinition": "arn:aws:batch:eu-central-1:123456789012:job-definition/books:2",
        "parameters": {
          "year": "2026"
        },
        "container": {
          "image": "books:2",
          "command": [
            "sum"
          ],
          "exitCode": 1,
          "logStreamName": "books/default/1"
        },
        "arrayProperties": {
          "size": 2,
          "index": 0
        },
        "nodeProperties": {
          "numNodes": 2,
          "mainNode": 0
        },
        "eksProperties": {
          "podProperties": {}
        },
        "platformCapabilities": [
          "FARGATE"
        ],
        "shareIdentifier": "night",
        "schedulingPriority": 5,
        "propagateTags": true,
        "tags": {
          "team": "books"
        },
        "isCancelled": false,
        "isTerminated": false
      }
    }
    """#
  }
}
