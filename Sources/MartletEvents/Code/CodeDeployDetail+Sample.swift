extension CodeDeployDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "CodeDeploy Deployment State-change Notification",
      "source": "aws.codedeploy",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:codedeploy:eu-central-1:123456789012:application:shop"
      ],
      "detail": {
        "deploymentId": "d-1",
        "application": "shop",
        "deploymentGroup": "live",
        "state": "SUCCESS",
        "region": "eu-central-1",
        "instanceId": "i-1",
        "instanceGroupId": "g-1"
      }
    }
    """#
  }
}
