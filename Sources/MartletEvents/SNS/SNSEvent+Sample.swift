extension SNSEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Records": [
        {
          "EventVersion": "1.0",
          "EventSubscriptionArn": "arn:aws:sns:eu-central-1:123456789012:orders:21be56ed-a058-49f5-8c98-aedd2564c486",
          "EventSource": "aws:sns",
          "Sns": {
            "SignatureVersion": "1",
            "Timestamp": "2026-03-01T12:00:00.000Z",
            "Signature": "c2lnbmF0dXJl",
            "SigningCertUrl": "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService.pem",
            "MessageId": "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
            "Message": "{\"order\": 1}",
            "MessageAttributes": {
              "kind": { "Type": "String", "Value": "paid" },
              "checksum": { "Type": "Binary", "Value": "AQID" }
            },
            "Type": "Notification",
            "UnsubscribeUrl": "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe",
            "TopicArn": "arn:aws:sns:eu-central-1:123456789012:orders",
            "Subject": "An order was paid"
          }
        }
      ]
    }
    """#
  }
}
