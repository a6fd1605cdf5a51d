extension ScalingActivityDetail {
  /// An example as the platform would send it.
  public static var sampleEventJSON: String {
    #"""
    {
      "version": "0",
      "id": "5f3a9c1e-8a2b-4d7c-9e10-6b2f4c8d1a35",
      "detail-type": "EC2 Instance Launch Unsuccessful",
      "source": "aws.autoscaling",
      "account": "123456789012",
      "time": "2026-03-01T12:00:00Z",
      "region": "eu-central-1",
      "resources": [
        "arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1:autoScalingGroupName/shop"
      ],
      "detail": {
        "StatusCode": "Failed",
        "AutoScalingGroupName": "shop",
        "ActivityId": "2",
        "Details": {
          "Availability Zone": "eu-central-1a",
          "Subnet ID": "subnet-1"
        },
        "RequestId": "2",
        "StatusMessage": "no capacity",
        "Description": "Launching a new EC2 instance",
        "StartTime": "2026-03-01T11:59:58Z",
        "EndTime": "2026-03-01T12:00:00Z",
        "EC2InstanceId": "i-1",
        "Cause": "the desired capacity has grown",
        "Origin": "EC2",
        "Destination": "AutoScalingGroup"
      }
    }
    """#
  }
}
