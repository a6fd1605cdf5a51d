extension CustomResourceEvent {
  /// An example as the platform would send it, but for a `ResponseURL` that leads nowhere: who invokes
  /// a function with it calls nobody.
  public static var sampleJSON: String {
    #"""
    {
      "RequestType": "Update",
      "ResponseURL": "https://cloudformation-custom-resource-response.invalid/1",
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
