extension LatticeRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "version": "2.0",
      "path": "/pets?colour=red",
      "method": "GET",
      "headers": { "accept": ["application/json"], "x-forwarded-for": ["192.0.2.1"] },
      "queryStringParameters": { "colour": ["red"] },
      "body": "{}",
      "isBase64Encoded": false,
      "requestContext": {
        "serviceNetworkArn": "arn:aws:vpc-lattice:eu-central-1:123456789012:servicenetwork/sn-1",
        "serviceArn": "arn:aws:vpc-lattice:eu-central-1:123456789012:service/svc-1",
        "targetGroupArn": "arn:aws:vpc-lattice:eu-central-1:123456789012:targetgroup/tg-1",
        "identity": {
          "sourceVpcArn": "arn:aws:ec2:eu-central-1:123456789012:vpc/vpc-1",
          "type": "AWS_IAM",
          "principal": "arn:aws:sts::123456789012:assumed-role/reader/1",
          "principalOrgID": "o-1",
          "sessionName": "1",
          "x509IssuerOu": "unit",
          "x509SanDns": "a.example.com",
          "x509SanNameCn": "a",
          "x509SanUri": "spiffe://a",
          "x509SubjectCn": "a"
        },
        "region": "eu-central-1",
        "timeEpoch": "1772366400000000"
      }
    }
    """#
  }
}
