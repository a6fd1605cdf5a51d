extension LifecycleActionDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "EC2 Instance-launch Lifecycle Action",
      "source": "aws.autoscaling",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/web"
      ],
      "detail": {
        "LifecycleActionToken": "87654321-4321-4321-4321-210987654321",
        "AutoScalingGroupName": "web",
        "LifecycleHookName": "install",
        "EC2InstanceId": "i-1",
        "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
        "NotificationMetadata": "more",
        "Origin": "EC2",
        "Destination": "AutoScalingGroup"
      }
    }
    """#
  }
}
