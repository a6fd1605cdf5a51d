import MartletHTTP
import Testing

@testable import MartletRuntime

struct ContextTests {
  private func context(
    _ headers: HTTPHeaders, _ variables: [String: String] = [:], isFirst: Bool = false
  ) throws -> Context {
    Context(
      requestID: "id", headers: headers, environment: try .test(variables),
      isFirstInvocation: isFirst)
  }

  @Test func `each header becomes a field, whatever its case`() throws {
    let context = try context([
      "lambda-runtime-invocation-id": "attempt",
      "LAMBDA-RUNTIME-INVOKED-FUNCTION-ARN": "arn:aws:lambda:eu-west-1:1:function:f:live",
      "Lambda-Runtime-Trace-Id": "Root=1-2;Parent=3;Sampled=1",
      "Lambda-Runtime-Aws-Tenant-Id": "tenant",
      "Lambda-Runtime-Client-Context": "{}",
      "Lambda-Runtime-Cognito-Identity": "[]",
    ])
    #expect(context.requestID == "id")
    #expect(context.invocationID == "attempt")
    #expect(context.invokedFunctionARN == "arn:aws:lambda:eu-west-1:1:function:f:live")
    #expect(context.traceID == "Root=1-2;Parent=3;Sampled=1")
    #expect(context.tenantID == "tenant")
    #expect(context.clientContextJSON == "{}")
    #expect(context.cognitoIdentityJSON == "[]")
  }

  @Test func `a copy that is changed leaves the other as it is`() {
    let context = Context(requestID: "first", traceID: "Root=1", tenantID: "a")
    var copy = context
    copy.requestID = "second"
    copy.traceID = nil
    copy.tenantID = "b"
    copy.deadline += .seconds(1)
    copy.memorySize = 512
    copy.isFirstInvocation = true
    copy.log = Log(level: .trace) { _ in }
    #expect(context.requestID == "first")
    #expect(context.traceID == "Root=1")
    #expect(context.tenantID == "a")
    #expect(copy.deadline - context.deadline == .seconds(1))
    #expect(context.memorySize == 128)
    #expect(!context.isFirstInvocation)
    #expect(!context.log.isEnabled(.trace))
    #expect(copy.log.requestID == "second")
    #expect(copy.log.tenantID == "b")
    #expect(copy.log.traceID == nil)
  }

  @Test func `work that a copy leaves is the invocation's`() throws {
    let context = Context()
    var copy = context
    copy.functionName = "other"
    copy.afterResponse {}
    #expect(context.deferredWork.takeFirst() != nil)
  }

  @Test(
    arguments: [
      [:],
      [
        "Lambda-Runtime-Invocation-Id": "", "Lambda-Runtime-Invoked-Function-Arn": "",
        "Lambda-Runtime-Deadline-Ms": "", "Lambda-Runtime-Trace-Id": "",
        "Lambda-Runtime-Aws-Tenant-Id": "", "Lambda-Runtime-Client-Context": "",
        "Lambda-Runtime-Cognito-Identity": "",
      ],
    ] as [HTTPHeaders])
  func `an empty header is absent`(headers: HTTPHeaders) throws {
    let context = try context(headers)
    #expect(context.invocationID == nil)
    #expect(context.invokedFunctionARN == "")
    #expect(context.traceID == nil)
    #expect(context.tenantID == nil)
    #expect(context.clientContextJSON == nil)
    #expect(context.cognitoIdentityJSON == nil)
  }

  @Test func `the environment says which function it is`() throws {
    let context = try context(
      [:],
      [
        "AWS_LAMBDA_FUNCTION_NAME": "name", "AWS_LAMBDA_FUNCTION_VERSION": "7",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256",
      ], isFirst: true)
    #expect(context.functionName == "name")
    #expect(context.functionVersion == "7")
    #expect(context.memorySize == 256)
    #expect(context.isFirstInvocation)
  }

  @Test func `the deadline is the instant that the platform names`() throws {
    let context = try context(["Lambda-Runtime-Deadline-Ms": "\(epochMilliseconds() + 60_000)"])
    #expect(context.remainingTime > .seconds(30) && context.remainingTime < .seconds(61))
  }

  @Test func `a deadline that is over leaves less than no time`() throws {
    #expect(try context(["Lambda-Runtime-Deadline-Ms": "0"]).remainingTime < .zero)
  }

  @Test(arguments: ["-1", "soon", "1e12", "9223372036854775808", "-9223372036854775808", "12 34"])
  func `a deadline that makes no sense leaves the longest time`(deadline: String) throws {
    let left = try context(["Lambda-Runtime-Deadline-Ms": deadline]).remainingTime
    #expect(left > .seconds(870) && left <= .seconds(900))
  }

  @Test func `the last deadline that can be written can be reckoned with`() throws {
    let context = try context(["Lambda-Runtime-Deadline-Ms": "\(Int64.max)"])
    #expect(context.remainingTime > .seconds(900))
    #expect(context.remainingTime / .milliseconds(1) > 1e15)
    #expect(context.deadline.advanced(by: .seconds(900)) > context.deadline)
    #expect(ContinuousClock.now.duration(to: context.deadline).components.seconds > 0)
  }

  @Test func `every field of a context has a default, for tests of handlers`() {
    let context = Context()
    #expect(!context.requestID.isEmpty)
    #expect(context.remainingTime > .zero)
    #expect(!context.isFirstInvocation)
  }
}
