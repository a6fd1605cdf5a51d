extension WebSocketRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "headers": { "Host": "id.execute-api.eu-central-1.amazonaws.com" },
      "multiValueHeaders": { "Host": ["id.execute-api.eu-central-1.amazonaws.com"] },
      "queryStringParameters": { "room": "1" },
      "multiValueQueryStringParameters": { "room": ["1"] },
      "stageVariables": { "table": "rooms" },
      "requestContext": {
        "routeKey": "$default",
        "eventType": "MESSAGE",
        "messageId": "JKJaXmPLvHcESHA=",
        "messageDirection": "IN",
        "extendedRequestId": "JKJaXmPLvHcESHB=",
        "requestId": "JKJaXmPLvHcESHC=",
        "requestTime": "01/Mar/2026:12:00:00 +0000",
        "requestTimeEpoch": 1772366400000,
        "stage": "live",
        "connectedAt": 1772366300000,
        "connectionId": "JKJaXfPLvHcCERA=",
        "disconnectStatusCode": 1001,
        "disconnectReason": "Going away",
        "domainName": "id.execute-api.eu-central-1.amazonaws.com",
        "apiId": "id",
        "authorizer": { "principalId": "ada" },
        "identity": { "sourceIp": "192.0.2.1", "userAgent": "curl/8.5.0" }
      },
      "body": "{\"say\": \"hello\"}",
      "isBase64Encoded": false
    }
    """#
  }
}
