extension HTTPRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "version": "2.0",
      "routeKey": "POST /pets/{id}",
      "rawPath": "/pets/7",
      "rawQueryString": "colour=blue&colour=red",
      "cookies": ["session=1", "theme=dark"],
      "headers": { "accept": "application/json", "x-tag": "a,b" },
      "queryStringParameters": { "colour": "blue,red" },
      "requestContext": {
        "accountId": "123456789012",
        "apiId": "api-id",
        "authentication": {
          "clientCert": {
            "clientCertPem": "-----BEGIN CERTIFICATE-----",
            "subjectDN": "www.example.com",
            "issuerDN": "Example issuer",
            "serialNumber": "a1:a1:a1",
            "validity": {
              "notBefore": "May 28 12:30:02 2026 GMT",
              "notAfter": "Aug  5 09:36:04 2027 GMT"
            }
          }
        },
        "authorizer": {
          "jwt": { "claims": { "sub": "1a2b", "scope": "read write" }, "scopes": ["read"] },
          "lambda": { "tenant": "blue", "limit": 5 },
          "iam": {
            "accessKey": "AKIAEXAMPLE",
            "accountId": "123456789012",
            "callerId": "AROAEXAMPLE:ada",
            "cognitoIdentity": {
              "amr": ["authenticated"],
              "identityId": "eu-central-1:identity",
              "identityPoolId": "eu-central-1:pool"
            },
            "principalOrgId": "o-1",
            "userArn": "arn:aws:iam::123456789012:user/ada",
            "userId": "AIDAEXAMPLE"
          }
        },
        "domainName": "api-id.execute-api.eu-central-1.amazonaws.com",
        "domainPrefix": "api-id",
        "http": {
          "method": "POST",
          "path": "/pets/7",
          "protocol": "HTTP/1.1",
          "sourceIp": "192.0.2.1",
          "userAgent": "curl/8.5.0"
        },
        "requestId": "JKJaXmPLvHcESHA=",
        "routeKey": "POST /pets/{id}",
        "stage": "$default",
        "time": "01/Mar/2026:12:00:00 +0000",
        "timeEpoch": 1772366400000
      },
      "body": "{\"name\": \"Rex\"}",
      "pathParameters": { "id": "7" },
      "isBase64Encoded": false,
      "stageVariables": { "table": "pets" }
    }
    """#
  }
}
