extension RequestAuthorizerRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "type": "REQUEST",
      "methodArn": "arn:aws:execute-api:eu-central-1:123456789012:id/live/GET/pets",
      "resource": "/pets",
      "path": "/pets",
      "httpMethod": "GET",
      "headers": { "Authorization": "Bearer a1b2c3" },
      "multiValueHeaders": { "Authorization": ["Bearer a1b2c3"] },
      "queryStringParameters": { "colour": "red" },
      "multiValueQueryStringParameters": { "colour": ["red"] },
      "pathParameters": { "id": "7" },
      "stageVariables": { "table": "pets" },
      "requestContext": {
        "path": "/live/pets",
        "accountId": "123456789012",
        "resourceId": "05c7jb",
        "stage": "live",
        "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        "identity": { "apiKey": "a1b2c3", "sourceIp": "192.0.2.1" },
        "resourcePath": "/pets",
        "httpMethod": "GET",
        "apiId": "id",
        "routeKey": "$connect",
        "eventType": "CONNECT",
        "messageDirection": "IN",
        "connectedAt": 1772366400000,
        "connectionId": "JKJaXfPLvHcCERA="
      }
    }
    """#
  }
}
