/// What AWS AppSync asks a Lambda authorizer (AWS: “AWS_LAMBDA authorization”).
public struct AppSyncAuthorizerRequest: SampledEvent {
  /// The `Authorization` header as the client sent it.
  public var authorizationToken: String
  public var requestContext: Context?
  public var requestHeaders: [String: String]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    authorizationToken: String = "", requestContext: Context? = nil,
    requestHeaders: [String: String] = [:]
  ) {
    self.authorizationToken = authorizationToken
    self.requestContext = requestContext
    self.requestHeaders = requestHeaders
  }
}

extension AppSyncAuthorizerRequest {
  /// The request that is to be authorized.
  public struct Context: Codable, Hashable, Sendable {
    public var apiID: String?
    public var accountID: String?
    public var requestID: String?
    /// The GraphQL document.
    public var queryString: String?
    public var operationName: String?
    /// Of the GraphQL operation.
    public var variables: [String: JSONValue]
    /// Of AppSync Events: `EVENT_CONNECT`, `EVENT_SUBSCRIBE` or `EVENT_PUBLISH`.
    public var operation: String?
    public var channel: String?
    public var channelNamespaceName: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      apiID: String? = nil, accountID: String? = nil, requestID: String? = nil,
      queryString: String? = nil, operationName: String? = nil,
      variables: [String: JSONValue] = [:], operation: String? = nil, channel: String? = nil,
      channelNamespaceName: String? = nil
    ) {
      self.apiID = apiID
      self.accountID = accountID
      self.requestID = requestID
      self.queryString = queryString
      self.operationName = operationName
      self.variables = variables
      self.operation = operation
      self.channel = channel
      self.channelNamespaceName = channelNamespaceName
    }

    enum CodingKeys: String, CodingKey {
      case apiID = "apiId"
      case accountID = "accountId"
      case requestID = "requestId"
      case queryString, operationName, variables, operation, channel, channelNamespaceName
    }
  }
}
