extension SpotInterruptionDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "5f3a9c1e-8a2b-4d7c-9e10-6b2f4c8d1a35",
      "detail-type": "EC2 Spot Instance Interruption Warning",
      "source": "aws.ec2",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:ec2:eu-central-1:123456789012:instance/i-1"
      ],
      "detail": {
        "instance-id": "i-1",
        "instance-action": "terminate"
      }
    }
    """#
  }
}
