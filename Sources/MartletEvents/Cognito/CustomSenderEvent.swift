/// A trigger of a user pool: a code that is to be sent by e-mail or text message (AWS: “Custom
/// email sender Lambda trigger”, “Custom SMS sender Lambda trigger”): it is encrypted.
public typealias CustomSenderEvent = CognitoEvent<CustomSenderRequest>

/// The request of the trigger: a code that is to be sent by e-mail or text message (AWS: “Custom
/// email sender Lambda trigger”, “Custom SMS sender Lambda trigger”): it is encrypted.
public struct CustomSenderRequest: CognitoRequest {
  /// What is answered.
  public typealias Response = CognitoNoResponse

  public var type: String?
  public var code: String?
  public var userAttributes: [String: String]
  public var clientMetadata: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    type: String? = nil, code: String? = nil, userAttributes: [String: String] = [:],
    clientMetadata: [String: String]? = nil
  ) {
    self.type = type
    self.code = code
    self.userAttributes = userAttributes
    self.clientMetadata = clientMetadata
  }
}
