extension ConnectEvent {
  /// An example as the platform would send it.
  public static var sampleJSON: String {
    #"""
    {
      "Name": "ContactFlowEvent",
      "Details": {
        "ContactData": {
          "Attributes": { "language": "de" },
          "Channel": "VOICE",
          "ContactId": "4a573372-1f28-4e26-b97b-example",
          "CustomerEndpoint": { "Address": "+498912345678", "Type": "TELEPHONE_NUMBER" },
          "CustomerId": "c-1",
          "Description": "A call",
          "InitialContactId": "4a573372-1f28-4e26-b97b-example",
          "InitiationMethod": "INBOUND",
          "InstanceARN": "arn:aws:connect:eu-central-1:123456789012:instance/i-1",
          "LanguageCode": "de-DE",
          "MediaStreams": { "Customer": { "Audio": { "StreamARN": "arn:aws:kinesisvideo::1" } } },
          "Name": "A call",
          "PreviousContactId": "4a573372-1f28-4e26-b97b-example",
          "RelatedContactId": "4a573372-1f28-4e26-b97b-example",
          "Queue": {
            "ARN": "arn:aws:connect:eu-central-1:123456789012:instance/i-1/queue/q-1",
            "Name": "Orders",
            "OutboundCallerId": { "Address": "+498912345679", "Type": "TELEPHONE_NUMBER" }
          },
          "References": { "order": { "Type": "URL", "Value": "https://example.com/1" } },
          "SegmentAttributes": { "connect:Subtype": { "ValueString": "connect:Telephony" } },
          "SystemEndpoint": { "Address": "+498912345670", "Type": "TELEPHONE_NUMBER" },
          "Tags": { "aws:connect:instanceId": "i-1" }
        },
        "Parameters": { "order": "1" }
      }
    }
    """#
  }
}
