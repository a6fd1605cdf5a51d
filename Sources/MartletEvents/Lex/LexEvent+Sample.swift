extension LexEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "messageVersion": "1.0",
      "invocationSource": "FulfillmentCodeHook",
      "inputMode": "Text",
      "responseContentType": "text/plain; charset=utf-8",
      "sessionId": "s-1",
      "inputTranscript": "A table for two",
      "invocationLabel": "book",
      "bot": {
        "id": "B1",
        "name": "Tables",
        "aliasId": "A1",
        "aliasName": "live",
        "localeId": "en_GB",
        "version": "1"
      },
      "interpretations": [
        {
          "intent": {
            "name": "BookTable",
            "state": "ReadyForFulfillment",
            "slots": {
              "guests": {
                "shape": "Scalar",
                "value": {
                  "originalValue": "two",
                  "interpretedValue": "2",
                  "resolvedValues": ["2"]
                }
              },
              "wishes": {
                "shape": "List",
                "values": [
                  {
                    "shape": "Scalar",
                    "value": {
                      "originalValue": "window",
                      "interpretedValue": "window",
                      "resolvedValues": ["window"]
                    }
                  }
                ]
              },
              "day": null
            },
            "confirmationState": "None",
            "kendraResponse": { "queryId": "1" }
          },
          "nluConfidence": { "score": 0.95 },
          "sentimentResponse": {
            "sentiment": "POSITIVE",
            "sentimentScore": { "positive": 0.9, "negative": 0.1 }
          },
          "interpretationSource": "Lex"
        }
      ],
      "proposedNextState": { "prompt": { "attempt": "Initial" } },
      "requestAttributes": { "x-amz-lex:channel-type": "Web" },
      "sessionState": {
        "activeContexts": [
          {
            "name": "booking",
            "contextAttributes": { "guests": "2" },
            "timeToLive": { "timeToLiveInSeconds": 90, "turnsToLive": 5 }
          }
        ],
        "sessionAttributes": { "customer": "ada" },
        "runtimeHints": { "slotHints": {} },
        "dialogAction": {
          "type": "ElicitSlot",
          "slotToElicit": "day",
          "slotElicitationStyle": "Default",
          "subSlotToElicit": { "name": "hour" }
        },
        "intent": { "name": "BookTable", "state": "InProgress", "slots": {} },
        "originatingRequestId": "r-1"
      },
      "transcriptions": [{ "transcription": "A table for two", "transcriptionConfidence": 0.9 }]
    }
    """#
  }
}
