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
      ("Hello:one", "two"), ("arn:aws:s3:::bucket", nil), ("arn:aws:lambda:x:y:layer:Hello", nil),
      ("arn:aws:lambda:eu-west-1:123456789012:function", nil), ("naïve", nil),
      (String(repeating: "a", count: 141), nil),
    ] as [(String, String?)])
  func `what is no name is none`(text: String, qualifier: String?) {
    #expect(FunctionName(parsing: text, qualifier: qualifier) == nil)
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
