import MartletEvents
import MartletJSON
import Testing

/// Forms that the examples do not have: of other tools, other versions and rarer configurations.
struct ForeignFormsTests {
  /// Decodes, and expects that nothing of the event is lost.
  private func keeps<E: SampledEvent>(_ type: E.Type, _ json: String) throws -> E {
    let recoding = try Recoding(type, json)
    #expect(recoding.isStable)
    #expect(try decode(JSONValue.self, json).missing(in: recoding.json) == [])
    return try decode(type, json)
  }

  @Test func `a resolver of Amplify says the field without more`() throws {
    let event = try keeps(
      AppSyncEvent.self,
      #"""
      {"typeName":"Shop","fieldName":"orders","arguments":{"page":2},
      "identity":{"sub":"1a2b","groups":null},"source":{"id":"1"},"prev":{"result":{}}}
      """#)
    #expect(event.info.fieldName == "orders")
    #expect(event.info.parentTypeName == "Shop")
    #expect(throws: DecodingError.self) {
      try decode(AppSyncEvent.self, #"{"fieldName":"orders"}"#)
    }
  }

  @Test func `an IAM user of AppSync has an ID`() throws {
    let event = try keeps(
      AppSyncEvent.self,
      #"""
      {"identity":{"userArn":"arn:aws:iam::123456789012:user/ada","user":"AIDA1"},
      "info":{"fieldName":"pet","parentTypeName":"Query","selectionSetList":[]}}
      """#)
    #expect(event.identity?.user == "AIDA1")
  }

  @Test func `an AppSync identity that nobody has is none`() throws {
    let json = #"{"identity":"None","info":{"operation":"PUBLISH"},"error":"None"}"#
    #expect(try decode(AppSyncChannelEvent.self, json).identity == nil)
    #expect(throws: DecodingError.self) {
      try decode(AppSyncChannelEvent.self, #"{"identity":"Ada","info":{"operation":"PUBLISH"}}"#)
    }
  }

  @Test func `a Kafka header without a value keeps its name`() throws {
    let json = #"{"topic":"a","partition":0,"offset":1,"headers":[{"a":null},{"b":[104,-1]}]}"#
    let record = try decode(KafkaEvent.Record.self, json)
    #expect(record.header("a") == [[]])
    #expect(record.header("b") == [[104, 255]])
    #expect(try decode(KafkaEvent.Record.self, encode(record)) == record)
  }

  @Test func `a message of ActiveMQ is correlated in either spelling`() throws {
    for name in ["correlationId", "correlationID"] {
      let event = try keeps(
        ActiveMQEvent.self, #"{"messages":[{"messageID":"1","data":"AQ==","\#(name)":"c"}]}"#)
      #expect(event.messages[0].correlationID == "c")
    }
    let older = try keeps(
      ActiveMQEvent.self,
      #"{"messages":[{"messageID":"1","data":"AQ==","connectionId":"n","persistent":false}]}"#)
    #expect(older.messages[0].connectionID == "n")
    #expect(older.messages[0].isPersistent == false)
    var message = ActiveMQEvent.sample.messages[0]
    message.correlationID = "other"
    #expect(try decode(JSONValue.self, encode(message))["correlationId"]?.string == "other")
  }

  @Test func `a header of VPC Lattice may be one string`() throws {
    let event = try decode(
      LatticeRequest.self,
      #"{"path":"/","method":"GET","headers":{"a":"1","b":["2","3"],"c":null}}"#)
    #expect(event.headers == ["a": ["1"], "b": ["2", "3"]])
    #expect(throws: DecodingError.self) {
      try decode(LatticeRequest.self, #"{"path":"/","method":"GET","headers":{"a":{}}}"#)
    }
  }

  @Test func `milliseconds may be a time as text`() throws {
    let time = try decode(EpochMilliseconds.self, #""2026-03-01T12:00:00.511Z""#)
    #expect(time == 1_772_366_400_511)
    #expect(try decode(EpochMilliseconds.self, #""1969-12-31T23:59:59.900Z""#) == -100)
    #expect(try decode(EpochMilliseconds.self, #""9999-12-31T23:59:59Z""#).milliseconds > 0)
    #expect(throws: DecodingError.self) { try decode(EpochMilliseconds.self, #""yesterday""#) }
  }

  @Test func `a WebSocket request with a REST API's members keeps them`() throws {
    let event = try keeps(
      WebSocketRequest.self,
      #"""
      {"resource":"/{proxy+}","path":"/rooms/1","httpMethod":"POST","pathParameters":{"proxy":"1"},
      "requestContext":{"routeKey":"$connect","eventType":"CONNECT","connectionId":"a=",
      "resourceId":"r","resourcePath":"/{proxy+}","httpMethod":"POST","messageId":null,"status":"*",
      "error":"*"}}
      """#)
    #expect(event.method == "POST")
    let context = try decode(
      WebSocketRequest.RequestContext.self,
      #"{"routeKey":"a","eventType":"MESSAGE","connectionId":"a=","integrationLatency":"123"}"#)
    #expect(context.integrationLatency == 123)
  }

  @Test func `what a service does by itself is in CloudTrail with its details`() throws {
    let event = try keeps(
      CloudTrailEvent.self,
      #"""
      {"id":"1","detail-type":"AWS Service Event via CloudTrail","source":"aws.sso",
      "detail":{"eventSource":"sso.amazonaws.com","eventName":"Federate","requestParameters":null,
      "serviceEventDetails":{"relayId":"0"},"sharedEventID":"s","apiVersion":"2016",
      "vpcEndpointId":"vpce-1","sessionCredentialFromConsole":true}}
      """#)
    #expect(event.detail.serviceEventDetails?["relayId"]?.string == "0")
  }

  @Test func `an event of EventBridge that was written by hand has its detail alone`() throws {
    let event = try decode(EventBridgeEvent<[String: Int]>.self, #"{"detail":{"order":1}}"#)
    #expect(event == EventBridgeEvent(version: nil, detail: ["order": 1]))
    #expect(throws: DecodingError.self) {
      try decode(EventBridgeEvent<[String: Int]>.self, #"{"id":"1","source":"shop"}"#)
    }
  }

  @Test func `a schedule that was written by hand has nothing at all`() throws {
    #expect(try decode(ScheduledEvent.self, "{}") == ScheduledEvent(version: nil, detail: .init()))
  }

  @Test func `a queue of Amazon Connect may be its name`() throws {
    let json = #"{"Details":{"ContactData":{"ContactId":"1","Queue":"Orders"}}}"#
    #expect(try decode(ConnectEvent.self, json).details.contact.queue == .init(name: "Orders"))
  }

  @Test func `a custom sender names the caller's SDK in its own way`() throws {
    let event = try keeps(
      CustomSenderEvent.self,
      #"""
      {"version":"1","triggerSource":"CustomEmailSender_SignUp",
      "callerContext":{"awsSdk":"aws-sdk-js-2","clientId":"c"},
      "request":{"type":"customEmailSenderRequestV1","code":"x","userAttributes":{"email":"a@b.c"}}}
      """#)
    #expect(event.callerContext?.awsSDK == "aws-sdk-js-2")
  }
}
