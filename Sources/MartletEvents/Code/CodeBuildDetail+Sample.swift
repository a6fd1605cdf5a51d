extension CodeBuildDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "CodeBuild Build State Change",
      "source": "aws.codebuild",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:codebuild:eu-central-1:123456789012:build/shop:1"
      ],
      "detail": {
        "build-id": "arn:aws:codebuild:eu-central-1:123456789012:build/shop:1",
        "project-name": "shop",
        "build-status": "SUCCEEDED",
        "current-phase": "COMPLETED",
        "current-phase-context": "[]",
        "completed-phase": "BUILD",
        "completed-phase-status": "SUCCEEDED",
        "completed-phase-context": "[: ]",
        "completed-phase-duration-seconds": 24.5,
        "completed-phase-start": "Mar 1, 2026 12:00:00 PM",
        "completed-phase-end": "Mar 1, 2026 12:00:24 PM",
        "additional-information": {
          "initiator": "ada"
        },
        "version": "1"
      }
    }
    """#
  }
}
