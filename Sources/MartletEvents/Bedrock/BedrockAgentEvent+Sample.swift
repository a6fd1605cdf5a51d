extension BedrockAgentEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "messageVersion": "1.0",
      "agent": { "name": "shop", "id": "A1", "alias": "live", "version": "1" },
      "inputText": "Where is my order?",
      "sessionId": "s-1",
      "actionGroup": "orders",
      "function": "find_order",
      "apiPath": "/orders/{id}",
      "httpMethod": "POST",
      "requestBody": {
        "content": {
          "application/json": {
            "properties": [{ "name": "note", "type": "string", "value": "quick" }]
          }
        }
      },
      "parameters": [{ "name": "id", "type": "integer", "value": "1" }],
      "sessionAttributes": { "customer": "ada" },
      "promptSessionAttributes": { "tone": "kind" },
      "invocationType": "RESULT"
    }
    """#
  }
}
