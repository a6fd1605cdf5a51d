/// A trigger of an Amazon Cognito user pool (AWS: “Customizing user pool workflows with Lambda
/// triggers”). The function fills in the response and answers with the whole event:
///
/// ```swift
/// func handle(_ event: PreSignUpEvent, context: Context) async throws -> PreSignUpEvent {
///   var event = event
///   event.response.autoConfirmUser = true
///   return event
/// }
/// ```
public struct CognitoEvent<Request: CognitoRequest>: SampledEvent {
  /// The trigger's version.
  public var version: String?
  /// What set it off: `PreSignUp_SignUp`.
  public var triggerSource: String
  /// Where the user pool is.
  public var region: String?
  /// The user pool.
  public var userPoolID: String?
  /// The user.
  public var userName: String?
  /// Who calls.
  public var callerContext: CognitoCallerContext?
  /// What the trigger is about.
  public var request: Request
  /// What the function decides.
  public var response: Request.Response

  /// Makes an event, such as for a test.
  public init(
    version: String? = "1", triggerSource: String = "", region: String? = nil,
    userPoolID: String? = nil, userName: String? = nil,
    callerContext: CognitoCallerContext? = nil, request: Request,
    response: Request.Response = .init()
  ) {
    self.version = version
    self.triggerSource = triggerSource
    self.region = region
    self.userPoolID = userPoolID
    self.userName = userName
    self.callerContext = callerContext
    self.request = request
    self.response = response
  }

  enum CodingKeys: String, CodingKey {
    case version, triggerSource, region
    case userPoolID = "userPoolId"
    case userName, callerContext, request, response
  }

  /// Decodes an event; an absent response is an empty one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    version = try container.decodeIfPresent(String.self, forKey: .version)
    triggerSource = try container.decode(String.self, forKey: .triggerSource)
    region = try container.decodeIfPresent(String.self, forKey: .region)
    userPoolID = try container.decodeIfPresent(String.self, forKey: .userPoolID)
    userName = try container.decodeIfPresent(String.self, forKey: .userName)
    callerContext = try container.decodeIfPresent(CognitoCallerContext.self, forKey: .callerContext)
    request = try container.decode(Request.self, forKey: .request)
    response = try container.decodeIfPresent(Request.Response.self, forKey: .response) ?? .init()
  }

  /// An example as the platform would send it.
  public static var sampleJSON: String {
    """
    {
      "version": "1",
      "triggerSource": "\(Request.sampleTriggerSource)",
      "region": "eu-central-1",
      "userPoolId": "eu-central-1_AbCdEfGhI",
      "userName": "ada",
      "callerContext": {
        "awsSdkVersion": "aws-sdk-unknown-unknown",
        "clientId": "1example23456789"
      },
      "request": \(Request.sampleJSON),
      "response": \(Request.sampleResponseJSON)
    }
    """
  }
}

/// What a trigger of a user pool is about, which decides what is answered.
public protocol CognitoRequest: Codable, Hashable, Sendable {
  /// What the function decides.
  associatedtype Response: CognitoResponse
  /// An example's `triggerSource`.
  static var sampleTriggerSource: String { get }
  /// An example's `request`.
  static var sampleJSON: String { get }
  /// An example's `response`.
  static var sampleResponseJSON: String { get }
}

/// What a function decides for a trigger of a user pool.
public protocol CognitoResponse: Codable, Hashable, Sendable {
  /// Nothing decided.
  init()
}

/// Who calls a user pool.
public struct CognitoCallerContext: Codable, Hashable, Sendable {
  /// The SDK that signed the call.
  public var awsSDKVersion: String?
  /// The same, where a custom sender is called.
  public var awsSDK: String?
  /// The app client.
  public var clientID: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(awsSDKVersion: String? = nil, awsSDK: String? = nil, clientID: String? = nil) {
    self.awsSDKVersion = awsSDKVersion
    self.awsSDK = awsSDK
    self.clientID = clientID
  }

  enum CodingKeys: String, CodingKey {
    case awsSDKVersion = "awsSdkVersion"
    case awsSDK = "awsSdk"
    case clientID = "clientId"
  }
}

/// The response of a trigger that decides nothing: it goes on, or throws.
public struct CognitoNoResponse: CognitoResponse {
  /// Nothing.
  public init() {}
}
