extension RESTRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "resource": "/pets/{id}",
      "path": "/pets/7",
      "httpMethod": "POST",
      "headers": { "Accept": "application/json", "X-Tag": "b" },
      "multiValueHeaders": { "Accept": ["application/json"], "X-Tag": ["a", "b"] },
      "queryStringParameters": { "colour": "red" },
      "multiValueQueryStringParameters": { "colour": ["blue", "red"] },
      "pathParameters": { "id": "7" },
      "stageVariables": { "table": "pets" },
      "requestContext": {
        "accountId": "123456789012",
        "apiId": "id",
        "authorizer": {
          "principalId": "ada",
          "claims": { "sub": "1a2b", "cognito:groups": "admins" },
          "integrationLatency": 12
        },
        "deploymentId": "abc123",
        "domainName": "id.execute-api.eu-central-1.amazonaws.com",
        "domainPrefix": "id",
        "extendedRequestId": "JKJaXmPLvHcESHA=",
        "httpMethod": "POST",
        "identity": {
          "accessKey": null,
          "accountId": null,
          "apiKey": "a1b2c3",
          "apiKeyId": "k1",
          "caller": null,
          "clientCert": {
            "clientCertPem": "-----BEGIN CERTIFICATE-----",
            "subjectDN": "www.example.com",
            "issuerDN": "Example issuer",
            "serialNumber": "a1:a1:a1",
            "validity": {
              "notBefore": "May 28 12:30:02 2026 GMT",
              "notAfter": "Aug  5 09:36:04 2027 GMT"
            }
          },
          "cognitoAuthenticationProvider": null,
          "cognitoAuthenticationType": null,
          "cognitoIdentityId": null,
          "cognitoIdentityPoolId": null,
          "principalOrgId": null,
          "sourceIp": "192.0.2.1",
          "user": null,
          "userAgent": "curl/8.5.0",
          "userArn": null,
          "vpcId": "vpc-1",
          "vpceId": "vpce-1"
        },
        "operationName": "RenamePet",
        "path": "/live/pets/7",
        "protocol": "HTTP/1.1",
        "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        "requestTime": "01/Mar/2026:12:00:00 +0000",
        "requestTimeEpoch": 1772366400000,
        "resourceId": "us4z18",
        "resourcePath": "/pets/{id}",
        "stage": "live"
      },
      "body": "{\"name\": \"Rex\"}",
      "isBase64Encoded": false
    }
    """#
  }
}
