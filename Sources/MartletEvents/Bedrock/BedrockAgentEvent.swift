/// What an Amazon Bedrock agent asks an action group's function (AWS: “Configure Lambda functions
/// to send information that an Amazon Bedrock agent elicits from the user”).
public struct BedrockAgentEvent: SampledEvent {
  public var messageVersion: String?
  public var agent: Agent?
  public var inputText: String?
  public var sessionID: String?
  public var actionGroup: String
  /// Where the action group lists functions.
  public var function: String?
  /// Where the action group has an OpenAPI schema, as the next two.
  public var apiPath: String?
  public var method: String?
  public var requestBody: RequestBody?
  public var parameters: [Parameter]
  public var sessionAttributes: [String: String]
  public var promptSessionAttributes: [String: String]
  public var invocationType: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    messageVersion: String? = "1.0", agent: Agent? = nil, inputText: String? = nil,
    sessionID: String? = nil, actionGroup: String = "", function: String? = nil,
    apiPath: String? = nil, method: String? = nil, requestBody: RequestBody? = nil,
    parameters: [Parameter] = [], sessionAttributes: [String: String] = [:],
    promptSessionAttributes: [String: String] = [:], invocationType: String? = nil
  ) {
    self.messageVersion = messageVersion
    self.agent = agent
    self.inputText = inputText
    self.sessionID = sessionID
    self.actionGroup = actionGroup
    self.function = function
    self.apiPath = apiPath
    self.method = method
    self.requestBody = requestBody
    self.parameters = parameters
    self.sessionAttributes = sessionAttributes
    self.promptSessionAttributes = promptSessionAttributes
    self.invocationType = invocationType
  }

  enum CodingKeys: String, CodingKey {
    case messageVersion, agent, inputText
    case sessionID = "sessionId"
    case actionGroup, function, apiPath
    case method = "httpMethod"
    case requestBody, parameters, sessionAttributes, promptSessionAttributes, invocationType
  }
}

extension BedrockAgentEvent {
  /// The agent.
  public struct Agent: Codable, Hashable, Sendable {
    public var name: String?
    public var id: String?
    public var alias: String?
    public var version: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      name: String? = nil, id: String? = nil, alias: String? = nil, version: String? = nil
    ) {
      self.name = name
      self.id = id
      self.alias = alias
      self.version = version
    }
  }
}

extension BedrockAgentEvent {
  /// A value that the agent found.
  public struct Parameter: Codable, Hashable, Sendable {
    public var name: String
    public var type: String?
    /// A string, whatever the type; by hand also another.
    public var value: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(name: String = "", type: String? = nil, value: JSONValue? = nil) {
      self.name = name
      self.type = type
      self.value = value
    }
  }
}

extension BedrockAgentEvent {
  /// The request's body, by media type.
  public struct RequestBody: Codable, Hashable, Sendable {
    public var content: [String: Content]

    /// Makes one, such as for a test; every argument has a default.
    public init(content: [String: Content] = [:]) {
      self.content = content
    }
  }
}

extension BedrockAgentEvent {
  /// A body's properties.
  public struct Content: Codable, Hashable, Sendable {
    public var properties: [Parameter]

    /// Makes one, such as for a test; every argument has a default.
    public init(properties: [Parameter] = []) {
      self.properties = properties
    }
  }
}
