internal import MartletHTTP

/// An error of the Invoke API, in the shape that AWS SDKs parse: the name in `x-amzn-ErrorType`,
/// the message in a JSON body.
struct InvokeError: Error {
  let status: Int
  let name: String
  let message: String
  /// Most of the API's errors spell this member in lower case, one in upper case.
  var messageMember = "message"
  /// Further members of the body, each with a comma behind it.
  var details = ""
  var headers: HTTPHeaders = [:]

  static func functionNotFound(_ name: FunctionName, served: [String]) -> InvokeError {
    let choice = served.isEmpty ? "no function" : served.joined(separator: ", ")
    return InvokeError(
      status: 404, name: "ResourceNotFoundException",
      message: "Function not found: \(name.arn) (served here: \(choice))",
      messageMember: "Message")
  }

  static func invalidRequestContent(_ message: String) -> InvokeError {
    InvokeError(status: 400, name: "InvalidRequestContentException", message: message)
  }

  static func invalidParameterValue(_ message: String) -> InvokeError {
    InvokeError(status: 400, name: "InvalidParameterValueException", message: message)
  }

  /// More invocations than the function's reserved concurrency.
  static let throttled = InvokeError(
    status: 429, name: "TooManyRequestsException", message: "Rate Exceeded.",
    details: "\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",",
    headers: ["Retry-After": "1"])

  /// What the platform itself answers in the function's place; nil for a function's own answer.
  static func platform(_ answer: InvocationAnswer) -> InvokeError? {
    let status: Int
    switch answer.errorType {
    case "SnapStartException"?: status = 400
    case "SnapStartTimeoutException"?: status = 408
    case InvocationAnswer.notFound?: status = 404
    case InvocationAnswer.serviceFailure? where answer.platformMessage != nil: status = 500
    default: return nil
    }
    return InvokeError(
      status: status, name: answer.errorType ?? "", message: answer.platformMessage ?? "",
      messageMember: "Message")
  }

  static func service(_ message: String) -> InvokeError {
    InvokeError(status: 500, name: "ServiceException", message: message)
  }

  /// An operation of Lambda's API that is none of an emulator's, such as `CreateFunction`. Lambda has no
  /// words for that; these are the ones that AWS's services have for operations that they do not know.
  static func operationNotServed(_ head: HTTPRequestHead, served: [String]) -> InvokeError {
    InvokeError(
      status: 404, name: unknownOperation,
      message: "The emulator does not serve \(head.method) \(head.path), but "
        + served.joined(separator: ", "))
  }

  static func methodNotServed(_ head: HTTPRequestHead, allowed: [String]) -> InvokeError {
    let choices = allowed.joined(separator: ", ")
    return InvokeError(
      status: 405, name: unknownOperation,
      message: "The emulator serves \(choices) of \(head.path), and not \(head.method).",
      headers: ["Allow": choices])
  }

  private static let unknownOperation = "UnknownOperationException"

  static func requestTooLarge(limit: Int) -> InvokeError {
    InvokeError(
      status: 413, name: "RequestTooLargeException",
      message: "Request must be smaller than \(limit) bytes for the InvokeFunction operation")
  }

  var response: HTTPResponse {
    var headers = headers
    headers.append("x-amzn-ErrorType", name)
    headers.append("x-amzn-RequestId", Identifiers.uuid())
    return .json(
      status,
      "{\(details)\"Type\":\"\(status < 500 ? "User" : "Service")\","
        + "\"\(messageMember)\":\(JSONText.quote(message))}", headers: headers)
  }
}
