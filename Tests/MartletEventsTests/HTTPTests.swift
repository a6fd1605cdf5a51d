import MartletEvents
import Testing

/// What the HTTP front ends are answered.
struct HTTPTests {
  @Test func `a response has what was set and no nulls`() throws {
    #expect(try encode(HTTPResponse()) == #"{"statusCode":200}"#)
    #expect(
      try encode(
        HTTPResponse(
          statusCode: 201, headers: ["location": "/1"], cookies: ["a=1"], body: "x",
          isBase64Encoded: false))
          == """
          {"body":"x","cookies":["a=1"],"headers":{"location":"/1"},"isBase64Encoded":false,\
          "statusCode":201}
          """)
    #expect(
      try encode(RESTResponse(statusCode: 204, multiValueHeaders: ["a": ["1", "2"]]))
        == #"{"multiValueHeaders":{"a":["1","2"]},"statusCode":204}"#)
    #expect(
      try encode(LoadBalancerResponse(statusDescription: "200 OK"))
        == #"{"isBase64Encoded":false,"statusCode":200,"statusDescription":"200 OK"}"#)
    #expect(
      try encode(LatticeResponse(statusCode: 200, body: "x")) == #"{"body":"x","statusCode":200}"#)
  }

  @Test func `an authorizer allows, or forbids, by a policy`() throws {
    let event = TokenAuthorizerRequest.sample
    #expect(
      try encode(AuthorizerResponse.allow("ada", event.methodARN, context: ["limit": 5]))
        == """
        {"context":{"limit":5},"policyDocument":{"Statement":[{"Action":"execute-api:Invoke",\
        "Effect":"Allow","Resource":"\(event.methodARN)"}],"Version":"2012-10-17"},\
        "principalId":"ada"}
        """)
    let denial = AuthorizerResponse.deny("eve", "a", "b")
    #expect(denial.policyDocument.statements[0].effect == .deny)
    #expect(denial.policyDocument.statements[0].resource.values == ["a", "b"])
    #expect(try decode(AuthorizerResponse.self, encode(denial)) == denial)
    #expect(try encode(HTTPAuthorizerResponse(isAuthorized: true)) == #"{"isAuthorized":true}"#)
  }

  @Test func `an event of a console, with hardly anything in it, is a request`() throws {
    let request = try decode(HTTPRequest.self, #"{"rawPath":"/"}"#)
    #expect(request.requestContext.http.method == "GET")
    #expect(request.headers == [:])
    #expect(request.cookies == [])
    #expect(!request.isBase64Encoded)
  }

  @Test func `a body is its bytes, whether Base64 or not`() throws {
    var request = HTTPRequest(body: #"{"a":1}"#)
    #expect(try request.decodeBody([String: Int].self) == ["a": 1])
    request.body = "eyJhIjoxfQ=="
    request.isBase64Encoded = true
    #expect(try request.bodyBytes() == Array(#"{"a":1}"#.utf8))
    request.body = "no Base64"
    #expect(throws: DecodingError.self) { try request.bodyBytes() }
    #expect(try RESTRequest().bodyBytes() == [])
    #expect(try LatticeRequest(body: "x", isBase64Encoded: nil).bodyBytes() == [120])
  }

  @Test func `a header is found however it is written`() {
    let request = RESTRequest(headers: ["Content-Type": "text/plain"])
    #expect(request.header("content-type") == "text/plain")
    #expect(request.header("accept") == nil)
    #expect(LoadBalancerRequest(multiValueHeaders: ["a": ["1", "2"]]).header("A") == "2")
    #expect(LatticeRequest(headers: ["accept": ["x"]]).header("Accept") == "x")
  }

  @Test func `a response is JSON of a value, or bytes`() throws {
    #expect(
      try encode(HTTPResponse.json(["a": 1], statusCode: 201))
        == #"{"body":"{\"a\":1}","headers":{"content-type":"application/json"},"statusCode":201}"#)
    #expect(
      try encode(HTTPResponse.bytes([1, 2, 3], contentType: "image/png"))
        == """
        {"body":"AQID","headers":{"content-type":"image/png"},"isBase64Encoded":true,\
        "statusCode":200}
        """)
    #expect(try RESTResponse.json([1]).body == "[1]")
    #expect(try LoadBalancerResponse.json([1]).headers == ["content-type": "application/json"])
  }
}
