extension RabbitMQEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "eventSource": "aws:rmq",
      "eventSourceArn": "arn:aws:mq:eu-central-1:123456789012:broker:orders:b-2",
      "rmqMessagesByQueue": {
        "orders::/": [
          {
            "basicProperties": {
              "contentType": "application/json",
              "contentEncoding": "identity",
              "headers": { "kind": { "bytes": [112, 97, 105, 100] }, "attempt": 10 },
              "deliveryMode": 1,
              "priority": 34,
              "correlationId": "c-1",
              "replyTo": "answers",
              "expiration": "60000",
              "messageId": "m-1",
              "timestamp": "Jan 1, 1970, 12:33:41 AM",
              "type": "order",
              "userId": "ada",
              "appId": "shop",
              "clusterId": "k-1",
              "bodySize": 11
            },
            "redelivered": false,
            "data": "eyJvcmRlciI6MX0="
          }
        ]
      }
    }
    """#
  }
}
