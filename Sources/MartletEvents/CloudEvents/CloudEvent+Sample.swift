extension CloudEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "specversion": "1.0",
      "id": "1",
      "source": "/shop/orders",
      "type": "com.example.order.paid",
      "datacontenttype": "application/json",
      "dataschema": "https://example.com/order",
      "subject": "1",
      "time": "2026-03-01T12:00:00Z",
      "data": { "order": 1 },
      "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    }
    """#
  }
}
