extension ConfigEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "version": "1.0",
      "invokingEvent": "{\"configurationItem\":{\"configurationItemCaptureTime\":\"2026-03-01T12:00:00.000Z\",\"awsAccountId\":\"123456789012\",\"configurationItemStatus\":\"OK\",\"resourceId\":\"i-1\",\"ARN\":\"arn:aws:ec2:eu-central-1:123456789012:instance/i-1\",\"awsRegion\":\"eu-central-1\",\"resourceType\":\"AWS::EC2::Instance\",\"configurationStateId\":1772366400,\"tags\":{\"stage\":\"live\"},\"configuration\":{\"instanceId\":\"i-1\"}},\"notificationCreationTime\":\"2026-03-01T12:00:01.000Z\",\"messageType\":\"ConfigurationItemChangeNotification\",\"recordVersion\":\"1.3\"}",
      "ruleParameters": "{\"desiredType\":\"t3.micro\"}",
      "resultToken": "t-1",
      "eventLeftScope": false,
      "executionRoleArn": "arn:aws:iam::123456789012:role/config-role",
      "configRuleArn": "arn:aws:config:eu-central-1:123456789012:config-rule/config-rule-0123456",
      "configRuleName": "types",
      "configRuleId": "config-rule-0123456",
      "accountId": "123456789012",
      "evaluationMode": "DETECTIVE"
    }
    """#
  }
}
