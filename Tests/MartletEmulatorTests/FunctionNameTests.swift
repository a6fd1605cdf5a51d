import Testing

@testable import MartletEmulator

struct FunctionNameTests {
  @Test(
    arguments: [
      ("Hello", nil, "Hello", nil), ("Hello:prod", nil, "Hello", "prod"),
      ("Hello", "prod", "Hello", "prod"), ("Hello:prod", "prod", "Hello", "prod"),
      ("my-function_2:$LATEST", nil, "my-function_2", "$LATEST"),
      ("123456789012:function:Hello", nil, "Hello", nil),
      ("123456789012:function:Hello:7", nil, "Hello", "7"),
      ("arn:aws:lambda:eu-west-1:123456789012:function:Hello", nil, "Hello", nil),
      ("arn:aws-cn:lambda:cn-north-1:123456789012:function:Hello:prod", nil, "Hello", "prod"),
    ] as [(String, String?, String, String?)])
  func `a function may be named in many ways`(
    text: String, qualifier: String?, name: String, expected: String?
  ) throws {
    let parsed = try #require(FunctionName(parsing: text, qualifier: qualifier))
    #expect(parsed.name == name)
    #expect(parsed.qualifier == expected)
  }

  @Test(
    arguments: [
      ("", nil), (":", nil), ("Hello:", nil), ("Hello:a:b", nil), ("a b", nil), ("a/b", nil),
      ("Hello:one", "two"), ("Hello", ""), ("Hello:one", "a b"),
      ("arn:ibm:lambda:eu-west-1:123456789012:function:Hello", nil), ("arn:aws:s3:::bucket", nil),
      ("arn:aws:lambda:x:y:layer:Hello", nil),
      ("arn:aws:lambda:eu-west-1:123456789012:function", nil), ("naïve", nil),
      (String(repeating: "a", count: 141), nil),
    ] as [(String, String?)])
  func `what is no name is none`(text: String, qualifier: String?) {
    #expect(FunctionName(parsing: text, qualifier: qualifier) == nil)
  }

  /// Each form of `[arn:aws:lambda:][REGION:][ACCOUNT:][function:]NAME[:QUALIFIER]`, but for those
  /// with a prefix and without `function:`, where a region could not be told from a name.
  static let forms: [String] = ["", "arn:aws:lambda:"].flatMap { arn in
    ["", "eu-west-1:", "us-gov-east-1:"].flatMap { region in
      ["", "210987654321:"].flatMap { account in
        ["", "function:"].flatMap { marker in
          marker.isEmpty && "\(arn)\(region)\(account)" != ""
            ? [] : ["", ":7", ":$LATEST"].map { "\(arn)\(region)\(account)\(marker)Hello\($0)" }
        }
      }
    }
  }

  @Test(arguments: forms)
  func `an ARN may lack its parts and keeps those it has`(form: String) throws {
    let name = try #require(FunctionName(parsing: form, qualifier: nil))
    #expect(name.name == "Hello")
    let qualifier = [":7": "7", ":$LATEST": "$LATEST"].first { form.hasSuffix($0.key) }?.value
    #expect(name.qualifier == qualifier)
    let region = ["eu-west-1", "us-gov-east-1"].first { form.contains($0) }
    #expect(name.region == region ?? FunctionName.defaultRegion)
    let account = form.contains("210987654321") ? "210987654321" : "123456789012"
    #expect(name.account == account)
    #expect(
      name.arn == "arn:aws:lambda:\(name.region):\(account):function:Hello"
        + (qualifier.map { ":\($0)" } ?? ""))
  }

  @Test func `a function may have the name of an ARN's part`() throws {
    for (text, name, qualifier) in [
      ("function", "function", nil), ("function:function", "function", nil),
      ("function:function:function", "function", "function"), ("210987654321", "210987654321", nil),
      ("210987654321:function:210987654321:7", "210987654321", "7"),
      ("eu-west-1", "eu-west-1", nil), ("eu-west-1:prod", "eu-west-1", "prod"),
    ] as [(String, String, String?)] {
      let parsed = try #require(FunctionName(parsing: text, qualifier: nil), "\(text)")
      #expect(parsed.name == name, "\(text)")
      #expect(parsed.qualifier == qualifier, "\(text)")
    }
  }

  @Test(arguments: [
    "eu-west-1:eu-west-1:function:Hello", "210987654321:210987654321:function:Hello",
    "210987654321:eu-west-1:function:Hello", "eu-west-1:210987654321:x:function:Hello",
    ":function:Hello", "eu-west-1::function:Hello", "eu west:210987654321:function:Hello",
    "eu\r\nX:210987654321:function:Hello", "arn:aws:lambda:", "arn:aws:lambda:::function:Hello",
    "arn:aws:lambda::210987654321:function:Hello", "arn:aws:lambda:eu-west-1:210987654321:layer:L",
    "arn:aws:sqs:eu-west-1:210987654321:function:Hello", "function:", "function::7",
    "function:Hello:7:8",
  ])
  func `an ARN with a part too many, in disorder or of nothing is none`(text: String) {
    #expect(FunctionName(parsing: text, qualifier: nil) == nil)
  }

  @Test(arguments: ["aws-cn", "aws-us-gov", "aws-iso-b"])
  func `an ARN keeps its partition`(partition: String) throws {
    let text = "arn:\(partition):lambda:cn-north-1:123456789012:function:Hello:7"
    #expect(FunctionName(parsing: text, qualifier: nil)?.arn == text)
  }

  @Test func `an ARN keeps its region and its qualifier`() throws {
    let name = try #require(
      FunctionName(
        parsing: "arn:aws:lambda:eu-west-1:123456789012:function:Hello:$LATEST", qualifier: nil))
    #expect(name.arn == "arn:aws:lambda:eu-west-1:123456789012:function:Hello:$LATEST")
    #expect(
      FunctionName("Hello", qualifier: nil, region: "eu-west-1").arn
        == "arn:aws:lambda:eu-west-1:123456789012:function:Hello")
  }
}
