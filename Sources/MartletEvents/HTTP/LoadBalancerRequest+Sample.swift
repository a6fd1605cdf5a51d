extension LoadBalancerRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "requestContext": {
        "elb": {
          "targetGroupArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/pets/49e9d65c45c6791a"
        }
      },
      "httpMethod": "GET",
      "path": "/pets",
      "queryStringParameters": { "colour": "dark%20red" },
      "headers": { "accept": "application/json", "x-forwarded-for": "192.0.2.1" },
      "body": "",
      "isBase64Encoded": false
    }
    """#
  }
}
