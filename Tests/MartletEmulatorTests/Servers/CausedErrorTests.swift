import Testing

@testable import MartletEmulator

/// Errors with a cause, against what AWS's own emulator made of them.
@Suite(.timeLimit(.minutes(5)))
struct CausedErrorTests {
  @Test(arguments: [
    (
      #"{"errorMessage":"m","errorType":"T","stackTrace":["a"],"errorCause":{},"x":1}"#,
      #"{"errorMessage":"m","errorType":"T","stackTrace":["a"]}"#
    ),
    (
      #"{"errorMessage":"m","errorType":"T","errorCause":{}}"#,
      #"{"errorMessage":"m","errorType":"T"}"#
    ),
    (
      #"{"errorMessage":"m","errorType":"T","stackTrace":[]}"#,
      #"{"errorMessage":"m","errorType":"T"}"#
    ),
    (#"{"errorType":"T"}"#, #"{"errorMessage":"","errorType":"T"}"#),
    (#"{"errorMessage":null,"stackTrace":null}"#, #"{"errorMessage":"","errorType":""}"#),
    (#"{"errorMessage":1}"#, #""Invalid error body""#),
    (#"{"errorMessage":"m","stackTrace":[1]}"#, #""Invalid error body""#),
    ("[]", #""Invalid error body""#), ("nope", #""Invalid error body""#),
    ("", #""Invalid error body""#),
  ])
  func `a caller gets what other errors have too`(body: String, document: String) {
    #expect(String(decoding: CausedError.document(of: Array(body.utf8)), as: UTF8.self) == document)
  }

  @Test(arguments: [
    "application/vnd.aws.lambda.error.cause+json",
    "Application/vnd.aws.lambda.error.cause+JSON; charset=utf-8",
  ])
  func `the type of a posted error says that it has a cause`(type: String) throws {
    try withEmulator(scripted("init-address;init-hang")) { stage in
      async let caller = stage.invoke()
      let runtime = try await stage.connectToRuntimeAPI()
      let event = try await runtime.request("GET /2018-06-01/runtime/invocation/next")
      let id = try #require(event["Lambda-Runtime-Aws-Request-Id"])
      let posted = try await runtime.request(
        "POST /2018-06-01/runtime/invocation/\(id)/error",
        ["Content-Type: \(type)", "Lambda-Runtime-Function-Error-Type: Function.Bad"],
        body: #"{"errorType":"T","errorMessage":"m","errorCause":{"exceptions":[]}}"#)
      #expect(posted.status == 202)
      let answer = await caller
      #expect(answer.text == #"{"errorMessage":"m","errorType":"T"}"#)
      #expect(answer.errorType == "Function.Bad")
    }
  }
}
