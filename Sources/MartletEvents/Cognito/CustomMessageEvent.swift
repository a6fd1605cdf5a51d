/// A trigger of a user pool: a message that is to be worded (AWS: “Custom message Lambda
/// trigger”).
public typealias CustomMessageEvent = CognitoEvent<CustomMessageRequest>

/// The request of the trigger: a message that is to be worded (AWS: “Custom message Lambda
/// trigger”).
public struct CustomMessageRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = CustomMessageResponse

  public var userAttributes: [String: JSONValue]
  public var codeParameter: String?
  public var linkParameter: String?
  public var usernameParameter: String?
  public var clientMetadata: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    userAttributes: [String: JSONValue] = [:], codeParameter: String? = nil,
    linkParameter: String? = nil, usernameParameter: String? = nil,
    clientMetadata: [String: String]? = nil
  ) {
    self.userAttributes = userAttributes
    self.codeParameter = codeParameter
    self.linkParameter = linkParameter
    self.usernameParameter = usernameParameter
    self.clientMetadata = clientMetadata
  }
}

/// What is decided: a message that is to be worded.
public struct CustomMessageResponse: CognitoResponse {
  /// Nothing decided.
  public init() {}

  public var smsMessage: String?
  public var emailMessage: String?
  public var emailSubject: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(smsMessage: String? = nil, emailMessage: String? = nil, emailSubject: String? = nil) {
    self.smsMessage = smsMessage
    self.emailMessage = emailMessage
    self.emailSubject = emailSubject
  }
}
