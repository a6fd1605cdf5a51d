/// What an action group's function answers an agent.
public struct BedrockAgentResponse: Codable, Hashable, Sendable {
  public var messageVersion: String
  public var response: Response
  public var sessionAttributes: [String: String]?
  public var promptSessionAttributes: [String: String]?
  public var knowledgeBasesConfiguration: [JSONValue]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    messageVersion: String = "1.0", response: Response = .init(),
    sessionAttributes: [String: String]? = nil, promptSessionAttributes: [String: String]? = nil,
    knowledgeBasesConfiguration: [JSONValue]? = nil
  ) {
    self.messageVersion = messageVersion
    self.response = response
    self.sessionAttributes = sessionAttributes
    self.promptSessionAttributes = promptSessionAttributes
    self.knowledgeBasesConfiguration = knowledgeBasesConfiguration
  }
}

extension BedrockAgentResponse {
  /// The answer proper; its first members are the event's.
  public struct Response: Codable, Hashable, Sendable {
    public var actionGroup: String
    public var function: String?
    public var functionResponse: FunctionResponse?
    public var apiPath: String?
    public var method: String?
    public var statusCode: Int?
    /// By media type.
    public var responseBody: [String: Body]?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      actionGroup: String = "", function: String? = nil, functionResponse: FunctionResponse? = nil,
      apiPath: String? = nil, method: String? = nil, statusCode: Int? = nil,
      responseBody: [String: Body]? = nil
    ) {
      self.actionGroup = actionGroup
      self.function = function
      self.functionResponse = functionResponse
      self.apiPath = apiPath
      self.method = method
      self.statusCode = statusCode
      self.responseBody = responseBody
    }

    enum CodingKeys: String, CodingKey {
      case actionGroup, function, functionResponse, apiPath
      case method = "httpMethod"
      case statusCode = "httpStatusCode"
      case responseBody
    }
  }
}

extension BedrockAgentResponse {
  /// The answer of a function.
  public struct FunctionResponse: Codable, Hashable, Sendable {
    /// `FAILURE`, or `REPROMPT` to have the agent think again.
    public var responseState: String?
    /// Under `TEXT`.
    public var responseBody: [String: Body]

    /// Makes one, such as for a test; every argument has a default.
    public init(responseState: String? = nil, responseBody: [String: Body] = [:]) {
      self.responseState = responseState
      self.responseBody = responseBody
    }
  }
}

extension BedrockAgentResponse {
  /// A text.
  public struct Body: Codable, Hashable, Sendable {
    public var body: String

    /// Makes one, such as for a test; every argument has a default.
    public init(body: String = "") {
      self.body = body
    }
  }
}
