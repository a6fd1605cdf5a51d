extension CustomResourceEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "RequestType": "Update",
      "ResponseURL": "https://cloudformation-custom-resource-response.s3.amazonaws.com/1",
      "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/shop/1",
      "RequestId": "unique-1",
      "ResourceType": "Custom::Table",
      "LogicalResourceId": "Orders",
      "PhysicalResourceId": "orders-1",
      "ResourceProperties": {
        "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:tables",
        "Columns": ["id", "name"]
      },
      "OldResourceProperties": { "Columns": ["id"] },
      "ServiceToken": "arn:aws:lambda:eu-central-1:123456789012:function:tables",
      "ServiceTimeout": "600"
    }
    """#
  }
}
