extension InstanceStateDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "7bf73129-1428-4cd3-a780-95db273d1602",
      "detail-type": "EC2 Instance State-change Notification",
      "source": "aws.ec2",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:ec2:eu-central-1:123456789012:instance/i-1"
      ],
      "detail": {
        "instance-id": "i-1",
        "state": "running"
      }
    }
    """#
  }
}
