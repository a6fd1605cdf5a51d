import MartletEvents
import MartletJSON
import Testing

/// What functions answer to sources that wait for an answer.
struct ResponseTests {
  struct Order: Codable, Equatable { var order: Int }

  @Test func `Cognito is answered with its own event, decided`() throws {
    var event = PreSignUpEvent.sample
    event.response.autoConfirmUser = true
    let answer = try decode(JSONValue.self, encode(event))
    #expect(answer["response"]?["autoConfirmUser"]?.bool == true)
    #expect(answer["userPoolId"]?.string == event.userPoolID)
    #expect(answer["request"]?["userAttributes"]?["email"]?.string == "ada@example.com")
  }

  @Test func `a trigger that decides nothing answers an empty response`() throws {
    let event = PostConfirmationEvent(
      triggerSource: "PostConfirmation_ConfirmSignUp", request: .init(userAttributes: ["a": "b"]))
    #expect(try decode(JSONValue.self, encode(event))["response"] == .object([:]))
  }

  @Test func `a custom resource's answer repeats what it is an answer to`() throws {
    let event = CustomResourceEvent.sample
    let success = event.success(data: ["name": "orders"])
    #expect(success.physicalResourceID == "orders-1")
    #expect(
      try encode(event.failure("no such table", physicalResourceID: "x"))
        == """
        {"LogicalResourceId":"Orders","PhysicalResourceId":"x","Reason":"no such table",\
        "RequestId":"unique-1","StackId":"\(event.stackID)","Status":"FAILED"}
        """)
    #expect(try JSON.decode(CustomResourceResponse.self, from: success.body()) == success)
    var creation = event
    creation.physicalResourceID = nil
    #expect(creation.failure("no").physicalResourceID == "Orders")
  }

  @Test func `each record of Firehose is delivered, dropped or failed`() throws {
    let record = FirehoseEvent.sample.records[0]
    let response = FirehoseResponse(records: [
      record.transformed([1, 2, 3], partitionKeys: ["day": "1"]), record.dropped, record.failed,
    ])
    #expect(
      try encode(response)
        == """
        {"records":[{"data":"AQID","metadata":{"partitionKeys":{"day":"1"}},"recordId":"record1",\
        "result":"Ok"},{"data":"eyJvcmRlciI6MX0=","recordId":"record1","result":"Dropped"},\
        {"data":"eyJvcmRlciI6MX0=","recordId":"record1","result":"ProcessingFailed"}]}
        """)
  }

  @Test func `Kafka is told a place on a partition`() throws {
    let response = KafkaBatchResponse(batchItemFailures: [
      .init(itemIdentifier: .init(partition: "orders-0", offset: 15))
    ])
    #expect(
      try encode(response)
        == #"{"batchItemFailures":[{"itemIdentifier":{"offset":15,"partition":"orders-0"}}]}"#)
  }

  @Test func `a record of Kafka has bytes and headers of bytes, signed or not`() throws {
    let record = try #require(KafkaEvent.sample.records["orders-0"]?[0])
    #expect(try record.value?.decode(Order.self) == Order(order: 1))
    #expect(record.key?.text == "ada")
    #expect(record.header("kind") == [Array("paid".utf8)])
    #expect(record.header("sign") == [[255, 1]])
    #expect(record.header("none") == [])
  }

  @Test func `Lex is told what comes next`() throws {
    var state = LexEvent.sample.sessionState
    state.dialogAction = .init(type: .close)
    state.intent?.state = .fulfilled
    let response = LexResponse(sessionState: state, messages: [.init(content: "Done")])
    let json = try decode(JSONValue.self, encode(response))
    #expect(json["sessionState"]?["dialogAction"]?["type"]?.string == "Close")
    #expect(json["sessionState"]?["intent"]?["state"]?.string == "Fulfilled")
    #expect(json["messages"]?[0]?["contentType"]?.string == "PlainText")
    #expect(try decode(LexResponse.self, encode(response)) == response)
  }

  @Test func `Lex's confidence is a number or an object, and goes out as it came`() throws {
    for json in ["0.5", #"{"score":0.5}"#] {
      let confidence = try decode(LexEvent.Confidence.self, json)
      #expect(confidence.score == 0.5)
      #expect(try encode(confidence) == json)
    }
    #expect(try encode([LexEvent.Confidence(score: 1)]) == "[1]")
  }

  @Test func `a slot that is not filled is nil, and goes out as null`() throws {
    let slots = try #require(LexEvent.sample.interpretations[0].intent?.slots)
    #expect(slots["day"] == .some(nil))
    #expect(slots["guests"]??.value?.interpretedValue == "2")
    let json = try decode(JSONValue.self, encode(LexEvent.sample))
    #expect(json["interpretations"]?[0]?["intent"]?["slots"]?["day"] == .null)
  }

  @Test func `a rule of AWS Config says why it is asked`() throws {
    let event = ConfigEvent.sample
    let item = try #require(try event.invoked().configurationItem)
    #expect(item.resourceType == "AWS::EC2::Instance")
    #expect(item.configuration?["instanceId"]?.string == "i-1")
    #expect(try event.parameters([String: String].self) == ["desiredType": "t3.micro"])
  }

  @Test func `other answers have the platform's keys`() throws {
    #expect(
      try encode(ECSHookResponse(status: .inProgress, callBackDelay: 60, hookDetails: ["a": 1]))
        == #"{"callBackDelay":60,"hookDetails":{"a":1},"hookStatus":"IN_PROGRESS"}"#)
    #expect(try encode(ECSHookResponse()) == #"{"hookStatus":"SUCCEEDED"}"#)
    #expect(try encode(SESResponse(disposition: .stopRule)) == #"{"disposition":"STOP_RULE"}"#)
    #expect(
      try encode(IoTProvisioningResponse(allowProvisioning: true))
        == #"{"allowProvisioning":true}"#)
    #expect(
      try encode(AppSyncAuthorizerResponse(isAuthorized: true, ttlOverride: 10))
        == #"{"isAuthorized":true,"ttlOverride":10}"#)
    #expect(
      try encode(AppSyncChannelResponse(events: [.init(id: "1", payload: ["a": 1])]))
        == #"{"events":[{"id":"1","payload":{"a":1}}]}"#)
    #expect(
      try encode(
        S3BatchResponse(invocationID: "i", results: [.init(taskID: "t", resultString: "ok")]))
          == """
          {"invocationId":"i","invocationSchemaVersion":"1.0","results":[{"resultCode":"Succeeded",\
          "resultString":"ok","taskId":"t"}],"treatMissingKeysAs":"PermanentFailure"}
          """)
    #expect(
      try encode(
        BedrockAgentResponse(
          response: .init(
            actionGroup: "g", function: "f",
            functionResponse: .init(responseBody: ["TEXT": .init(body: "x")]))))
          == """
          {"messageVersion":"1.0","response":{"actionGroup":"g","function":"f",\
          "functionResponse":{"responseBody":{"TEXT":{"body":"x"}}}}}
          """)
    #expect(
      try encode(IoTAuthorizerResponse(isAuthenticated: true, principalID: "p"))
        == #"{"isAuthenticated":true,"policyDocuments":[],"principalId":"p"}"#)
  }
}
