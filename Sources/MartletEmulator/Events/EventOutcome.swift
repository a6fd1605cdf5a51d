internal import MartletHTTP

/// What became of an event that was accepted for asynchronous invocation.
struct EventOutcome {
  enum Condition: String {
    case success = "Success"
    case retriesExhausted = "RetriesExhausted"
    case eventAgeExceeded = "EventAgeExceeded"
  }

  let function: String
  let requestID: String
  /// The request itself, where there is no other place that it can be read from.
  let held: InvocationRequest?
  /// By which it was handled, and which say where its records go.
  let settings: AsynchronousInvocation
  let condition: Condition
  /// How often the function was invoked with it.
  let invocations: Int
  /// What the last of these came to; nil where there was none.
  let answer: InvocationAnswer?
  /// Whether it is the end of a loop: there are no further records of its records.
  var isStopped = false

  /// Whether there is anyone who gets a record of it.
  var hasDestination: Bool {
    condition == .success
      ? settings.onSuccess != nil : settings.onFailure != nil || settings.deadLetter != nil
  }

  /// The record that a destination gets.
  func record(of request: InvocationRequest, at timestamp: String) -> String {
    var members = [
      #""version":"1.0""#,
      #""timestamp":\#(JSONText.quote(timestamp))"#,
      #""requestContext":{"requestId":\#(JSONText.quote(requestID)),"#
        + #""functionArn":\#(JSONText.quote(Self.qualifiedARN(request))),"condition":"\#(condition.rawValue)","#
        + #""approximateInvokeCount":\#(invocations)}"#,
      #""requestPayload":\#(Self.json(request.event))"#,
    ]
    if let answer {
      let error = answer.errorType == nil ? "" : #","functionError":"Unhandled""#
      members += [
        #""responseContext":{"statusCode":200,"executedVersion":"$LATEST"\#(error)}"#,
        #""responsePayload":\#(Self.json(answer.payload))"#,
      ]
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// The event as a message of a queue, with the failure in its attributes.
  func deadLetter(of request: InvocationRequest) -> String {
    let message = answer.map { String(decoding: $0.payload.prefix(1024), as: UTF8.self) } ?? ""
    let attributes = [
      ("RequestID", requestID, "String"),
      ("ErrorCode", answer == nil ? "500" : "200", "Number"),
      ("ErrorMessage", message, "String"),
    ].map { name, value, type in
      #""\#(name)":{"stringValue":\#(JSONText.quote(value)),"dataType":"\#(type)"}"#
    }
    let body = String(decoding: request.event, as: UTF8.self)
    return #"{"messageId":"\#(requestID)","body":\#(JSONText.quote(body)),"#
      + #""attributes":{},"messageAttributes":{\#(attributes.joined(separator: ","))},"#
      + #""eventSource":"aws:sqs"}"#
  }

  /// With the version that ran, as the records have it.
  private static func qualifiedARN(_ request: InvocationRequest) -> String {
    let arn = request.invokedFunctionARN
    return arn.split(separator: ":").count > 7 ? arn : "\(arn):$LATEST"
  }

  /// What is no JSON becomes a string: a function may answer with any bytes.
  private static func json(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return JSONText.validate(bytes) == nil ? text : JSONText.quote(text)
  }
}
