extension ActiveMQEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "eventSource": "aws:mq",
      "eventSourceArn": "arn:aws:mq:eu-central-1:123456789012:broker:orders:b-1",
      "messages": [
        {
          "messageID": "ID:b-1.mq.eu-central-1.amazonaws.com-1:2:3",
          "messageType": "jms/text-message",
          "deliveryMode": 1,
          "replyTo": "answers",
          "type": "order",
          "expiration": "60000",
          "priority": 4,
          "correlationId": "c-1",
          "redelivered": false,
          "destination": { "physicalName": "orders" },
          "data": "eyJvcmRlciI6MX0=",
          "timestamp": 1772366400000,
          "brokerInTime": 1772366400001,
          "brokerOutTime": 1772366400002,
          "properties": { "index": "1" }
        }
      ]
    }
    """#
  }
}
