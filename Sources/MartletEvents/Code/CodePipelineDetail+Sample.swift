extension CodePipelineDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "CodePipeline Action Execution State Change",
      "source": "aws.codepipeline",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:codepipeline:eu-central-1:123456789012:shop"
      ],
      "detail": {
        "pipeline": "shop",
        "version": 1.0,
        "execution-id": "1",
        "start-time": "2026-03-01T12:00:00.000Z",
        "stage": "Live",
        "action": "Deploy",
        "action-execution-id": "2",
        "state": "STARTED",
        "region": "eu-central-1",
        "type": {
          "owner": "AWS",
          "provider": "CodeDeploy",
          "category": "Deploy",
          "version": 1
        },
        "pipeline-execution-attempt": 1.0,
        "execution-trigger": {
          "trigger-type": "Webhook"
        },
        "execution-result": {
          "external-execution-id": "3"
        },
        "input-artifacts": [
          {
            "name": "Built"
          }
        ],
        "output-artifacts": [
          {
            "name": "Deployed"
          }
        ]
      }
    }
    """#
  }
}
