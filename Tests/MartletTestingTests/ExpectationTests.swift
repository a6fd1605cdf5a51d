import Testing

@testable import Hello
@testable import MartletTesting

/// What the failure of a test says.
struct ExpectationTests {
  @Test func `an answer that is expected says nothing`() async throws {
    try await withFunction(Hello.self) { hello in
      try await hello.expect(.init(name: "Ada"), answers: .init(message: "Hello Ada"))
      try await hello.expect(
        json: #"{"name": "Ada"}"#, answers: #"{ "message" : "Hello Ada" }"#)
    }
  }

  @Test func `an answer that is not shows the event and the places in which it differs`()
    async throws
  {
    try await withFunction(Hello.self) { hello in
      try await withKnownIssue {
        try await hello.expect(.init(name: "Bo"), answers: .init(message: "Hello Ada"))
      } matching: { issue in
        issue.comments.map(\.rawValue) == [
          """
          the answer is not the expected one
            event: {"name":"Bo"}
            message: "Hello Ada" → "Hello Bo"
            expected: {"message":"Hello Ada"}
            actual: {"message":"Hello Bo"}
          """
        ]
      }
    }
  }

  private func difference(_ expected: String, _ actual: String) -> [String] {
    AnswerDifference(expected: Array(expected.utf8), actual: Array(actual.utf8)).lines
  }

  @Test func `order and spelling do not differ`() {
    #expect(difference(#"{"a":1,"b":[1.50,"é"]}"#, #"{"b":[1.5, "\u00e9"], "a":1.0}"#) == [])
    #expect(difference("2", "2.0") == [])
    #expect(difference("", "") == [])
    #expect(difference("no JSON", "no JSON") == [])
  }

  @Test func `each place is named once`() {
    #expect(
      difference(
        #"{"items":[{"price":3},{"price":4},5],"gone":null,"kind":"a"}"#,
        #"{"items":[{"price":3},{"price":"4"}],"kind":["a"],"more":true}"#)
        == [
          "gone: null → nothing", "items[1].price: 4 → \"4\"", "items[2]: 5 → nothing",
          #"kind: "a" → ["a"]"#, "more: nothing → true",
        ])
    #expect(difference("[1]", "[]") == ["[0]: 1 → nothing"])
    #expect(difference("1", "2") == ["1 → 2"])
    // The same as `Double`.
    #expect(
      difference("9007199254740992", "9007199254740993") == [
        "9007199254740992 → 9007199254740993"
      ])
    #expect(difference("plain", "text") == ["plain → text"])
    #expect(difference(#"{"a":1}"#, "") == [#"{"a":1} → nothing"#])
  }
}
