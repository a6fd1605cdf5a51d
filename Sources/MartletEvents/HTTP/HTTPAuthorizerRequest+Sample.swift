extension HTTPAuthorizerRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "version": "2.0",
      "type": "REQUEST",
      "routeArn": "arn:aws:execute-api:eu-central-1:123456789012:id/live/GET/pets",
      "identitySource": ["Bearer a1b2c3"],
      "routeKey": "GET /pets",
      "rawPath": "/pets",
      "rawQueryString": "colour=red",
      "cookies": ["session=1"],
      "headers": { "authorization": "Bearer a1b2c3" },
      "queryStringParameters": { "colour": "red" },
      "requestContext": {
        "accountId": "123456789012",
        "apiId": "id",
        "domainName": "id.execute-api.eu-central-1.amazonaws.com",
        "domainPrefix": "id",
        "http": {
          "method": "GET",
          "path": "/pets",
          "protocol": "HTTP/1.1",
          "sourceIp": "192.0.2.1",
          "userAgent": "curl/8.5.0"
        },
        "requestId": "JKJaXmPLvHcESHA=",
        "routeKey": "GET /pets",
        "stage": "live",
        "time": "01/Mar/2026:12:00:00 +0000",
        "timeEpoch": 1772366400000
      },
      "pathParameters": { "id": "7" },
      "stageVariables": { "table": "pets" }
    }
    """#
  }
}
