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
}
