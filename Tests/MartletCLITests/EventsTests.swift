import Testing

@Suite struct EventsTests {
  @Test func `without a source the sources are listed`() async {
    let outcome = await martlet("events")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count > 50)
    #expect(lines.contains { $0.wholeMatch(of: #/sqs +Amazon SQS/#) != nil })
  }

  @Test func `a source's example is printed as it is`() async {
    let outcome = await martlet("events", "token-authorizer")
    #expect(outcome.status == 0)
    #expect(
      outcome.text == """
        {
          "type": "TOKEN",
          "authorizationToken": "Bearer a1b2c3",
          "methodArn": "arn:aws:execute-api:eu-central-1:123456789012:id/live/GET/pets"
        }

        """)
  }

  @Test func `messages have the body that is given, and IDs of their own`() async throws {
    let outcome = await martlet("events", "sqs", "--body", #"{"a":1}"#, "--count", "3")
    #expect(outcome.status == 0)
    #expect(outcome.text.matches(of: #/"body":"\{\\"a\\":1\}"/#).count == 3)
    let names = outcome.text.matches(of: #/"messageId":"([^"]+)"/#).map { String($0.1) }
    #expect(
      names.map { String($0.suffix(4)) } == ["cb78", "cb79", "cb80"])
    #expect(outcome.text.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ("kinesis", #""data":"eyJhIjoxfQ==""#), ("kafka", #""value":"eyJhIjoxfQ==""#),
    ("http-api", #""body":"{\"a\":1}""#), ("schedule", #""detail":{"a":1}"#),
    ("cloudevent", #""data":{"a":1}"#), ("sns", #""Message":"{\"a\":1}""#),
    ("firehose", #""data":"eyJhIjoxfQ==""#), ("rabbitmq", #""data":"eyJhIjoxfQ==""#),
  ])
  func `a body stands where its source has it`(source: String, member: String) async {
    let outcome = await martlet("events", source, "--body", #"{"a":1}"#)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains(member), "\(outcome.text)")
  }

  @Test(arguments: ["kinesis", "kafka", "dynamodb", "s3", "ses", "activemq", "sns"])
  func `records count on`(source: String) async {
    let one = await martlet("events", source, "--count", "1")
    let many = await martlet("events", source, "--count", "120")
    #expect(many.status == 0)
    #expect(many.text.utf8.count > one.text.utf8.count * 60)
  }

  @Test(arguments: [
    (["events", "sqx"], "\"sqx\" is not a source; `martlet events` lists them"),
    (["events", "http"], "\"http\" is not a source; near: http-api, http-authorizer"),
    (["events", "sqs", "sns"], "\"sns\" is one word too many; name one source"),
    (["events", "sqs", "--count", "0"], "--count is \"0\"; give a number from 1 to 10000"),
    (
      ["events", "--count", "2"],
      "name a source: martlet events SOURCE [--body TEXT] [--count N]"
    ),
    (
      ["events", "http-api", "--count", "2"],
      "http-api takes no --count; those that do are: activemq, dynamodb, firehose, kafka, kinesis, "
        + "rabbitmq, s3, ses, sns, sqs"
    ),
  ])
  func `what makes no sense is refused with a remedy`(words: [String], message: String) async {
    let outcome = await RunningCommand(Programs.martlet, words).outcome()
    #expect(outcome.status == 2)
    #expect(outcome.text == "")
    #expect(outcome.errors == "error: \(message)\n")
  }

  @Test func `a detail that is not JSON is refused`() async {
    let outcome = await martlet("events", "schedule", "--body", "{")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: the body is not JSON, which schedule wants: "))
  }
}
