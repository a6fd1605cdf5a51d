extension AppSyncAuthorizerRequest {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "authorizationToken": "a1b2c3",
      "requestContext": {
        "apiId": "aaaaaa123123123example123",
        "accountId": "123456789012",
        "requestId": "f4081827-1111-4444-5555-5cf4695f339f",
        "queryString": "query Pet { pet(id: 7) { name } }",
        "operationName": "Pet",
        "variables": { "id": 7 },
        "operation": "EVENT_PUBLISH",
        "channel": "/pets/7",
        "channelNamespaceName": "pets"
      },
      "requestHeaders": { "host": "pets.example.com" }
    }
    """#
  }
}
