extension KafkaEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "eventSource": "aws:kafka",
      "eventSourceArn": "arn:aws:kafka:eu-central-1:123456789012:cluster/orders/b-1",
      "bootstrapServers": "b-1.example.com:9092,b-2.example.com:9092",
      "records": {
        "orders-0": [
          {
            "topic": "orders",
            "partition": 0,
            "offset": 15,
            "timestamp": 1772366400000,
            "timestampType": "CREATE_TIME",
            "key": "YWRh",
            "value": "eyJvcmRlciI6MX0=",
            "headers": [{ "kind": [112, 97, 105, 100] }, { "sign": [-1, 1] }],
            "keySchemaMetadata": { "dataFormat": "JSON", "schemaId": "1" },
            "valueSchemaMetadata": { "dataFormat": "JSON", "schemaId": "2" }
          }
        ]
      }
    }
    """#
  }
}
