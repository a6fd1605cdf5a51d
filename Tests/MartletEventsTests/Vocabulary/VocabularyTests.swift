import MartletEvents
import Testing

struct VocabularyTests {
  @Test(arguments: [
    "null", "true", "-9223372036854775808", "1.5", "\"x\"", "[]", "{}",
    "[1,[null,false],{\"a\":{\"b\":\"c\"}}]", "1e+300",
  ])
  func `any JSON comes out as it went in`(json: String) throws {
    #expect(try encode(decode(JSONValue.self, json)) == json)
  }

  @Test func `the parts of a JSON value are reached by name and place`() throws {
    let value: JSONValue = ["a": [1, "x", 2.5, true]]
    #expect(value["a"]?[0]?.integer == 1)
    #expect(value["a"]?[0]?.number == 1)
    #expect(value["a"]?[1]?.string == "x")
    #expect(value["a"]?[2]?.number == 2.5)
    #expect(value["a"]?[3]?.bool == true)
    #expect(value["a"]?[4] == nil)
    #expect(value["a"]?[-1] == nil)
    #expect(value["b"] == nil)
    #expect(value[0] == nil)
    #expect(try value.decode([String: [JSONValue]].self)["a"]?.count == 4)
  }

  @Test func `a word that is not known is kept`() throws {
    let name = try decode([S3Event.EventName].self, "[\"ObjectCreated:Teleport\"]")
    #expect(name == ["ObjectCreated:Teleport"])
    #expect(name[0] != .put)
    #expect(try encode(name) == "[\"ObjectCreated:Teleport\"]")
  }

  @Test func `bytes are Base64, and nothing else is`() throws {
    let bytes = try decode([Base64Bytes].self, "[\"\", \"AQID\", \"eyJhIjoxfQ==\"]")
    #expect(bytes.map(\.bytes) == [[], [1, 2, 3], Array("{\"a\":1}".utf8)])
    #expect(bytes[2].text == "{\"a\":1}")
    #expect(try bytes[2].decode([String: Int].self) == ["a": 1])
    #expect(try encode(bytes) == "[\"\",\"AQID\",\"eyJhIjoxfQ==\"]")
    for text in ["A", "AQI", "A?==", "====", "AQID\\n"] {
      #expect(throws: DecodingError.self) { try decode([Base64Bytes].self, "[\"\(text)\"]") }
    }
  }

  @Test func `one string and a list of one are both as they came`() throws {
    let json = "[\"a\",[\"a\"],[\"a\",\"b\"],[]]"
    let values = try decode([StringOrList].self, json)
    #expect(values.map(\.values) == [["a"], ["a"], ["a", "b"], []])
    #expect(try encode(values) == json)
    #expect(throws: DecodingError.self) { try decode([StringOrList].self, "[1]") }
  }

  @Test func `numbers and Booleans may be strings, and other strings are errors`() throws {
    let json = """
      {"Records": [{"eventName": "x", "s3": {"bucket": {"name": "b"}, "object":
      {"key": "k", "size": "17"}}}]}
      """
    let event = try decode(S3Event.self, json)
    #expect(event.records[0].entity.object.size == 17)
    #expect(
      try decode(LatticeRequest.self, #"{"method":"GET","path":"/","isBase64Encoded":"true"}"#)
        .isBase64Encoded == true)
    #expect(throws: DecodingError.self) {
      try decode(LatticeRequest.self, #"{"method":"GET","path":"/","isBase64Encoded":"maybe"}"#)
    }
  }

  @Test func `texts may be numbers or Booleans, and nothing else`() throws {
    let event = try decode(
      PostConfirmationEvent.self,
      #"{"triggerSource":"x","version":1,"request":{"userAttributes":{"a":true,"b":7,"c":"d","e":null}}}"#
    )
    #expect(event.version == "1")
    #expect(event.request.userAttributes == ["a": "true", "b": "7", "c": "d"])
    #expect(throws: DecodingError.self) {
      try decode(SQSEvent.self, #"{"Records":[{"messageId":"1","body":{}}]}"#)
    }
    #expect(throws: DecodingError.self) {
      try decode(HTTPRequest.self, #"{"rawPath":"/","headers":{"a":[]}}"#)
    }
  }

  @Test func `nulls in collections are left out`() throws {
    let request = try decode(
      RESTRequest.self,
      #"{"httpMethod":"GET","path":"/","headers":{"a":"1","b":null},"multiValueHeaders":{"a":["1"]}}"#
    )
    #expect(request.headers == ["a": "1"])
    #expect(request.query == [:])
    #expect(try decode(SQSEvent.self, #"{"Records":[null]}"#).records == [])
  }
}
