/// A connection, message or disconnection of an API Gateway WebSocket API (AWS: “Lambda proxy
/// integrations for WebSocket APIs”).
public struct WebSocketRequest: SampledEvent {
  /// At `$connect` and `$disconnect` only.
  public var headers: [String: String]
  public var multiValueHeaders: [String: [String]]
  /// At `$connect` only.
  public var query: [String: String]
  public var multiValueQuery: [String: [String]]
  public var stageVariables: [String: String]
  public var requestContext: RequestContext
  /// The message; Base64 where `isBase64Encoded`.
  public var body: String?
  /// Whether `body` is Base64.
  public var isBase64Encoded: Bool
  /// As in a REST API's request; only tools that make events for tests write it, and the three below.
  public var resource: String?
  public var path: String?
  public var method: String?
  public var pathParameters: [String: String]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    headers: [String: String] = [:], multiValueHeaders: [String: [String]] = [:],
    query: [String: String] = [:], multiValueQuery: [String: [String]] = [:],
    stageVariables: [String: String] = [:], requestContext: RequestContext = .init(),
    body: String? = nil, isBase64Encoded: Bool = false, resource: String? = nil,
    path: String? = nil, method: String? = nil, pathParameters: [String: String] = [:]
  ) {
    self.headers = headers
    self.multiValueHeaders = multiValueHeaders
    self.query = query
    self.multiValueQuery = multiValueQuery
    self.stageVariables = stageVariables
    self.requestContext = requestContext
    self.body = body
    self.isBase64Encoded = isBase64Encoded
    self.resource = resource
    self.path = path
    self.method = method
    self.pathParameters = pathParameters
  }

  enum CodingKeys: String, CodingKey {
    case headers, multiValueHeaders
    case query = "queryStringParameters"
    case multiValueQuery = "multiValueQueryStringParameters"
    case stageVariables, requestContext, body, isBase64Encoded, resource, path
    case method = "httpMethod"
    case pathParameters
  }
}

extension WebSocketRequest {
  /// What the gateway says about a connection.
  public struct RequestContext: Codable, Hashable, Sendable {
    /// `$connect`, `$disconnect`, `$default` or a route of one's own.
    public var routeKey: String
    public var eventType: EventType
    /// Names the connection for answers by `@connections`.
    public var connectionID: String
    /// Of a message.
    public var messageID: String?
    public var messageDirection: String?
    public var connectedAt: EpochMilliseconds?
    /// At `$disconnect`: RFC 6455 §7.4.
    public var disconnectStatusCode: Int?
    /// With `$disconnect`, as the WebSocket was closed.
    public var disconnectReason: String?
    public var extendedRequestID: String?
    public var requestID: String?
    public var requestTime: Timestamp?
    public var requestTimeEpoch: EpochMilliseconds?
    public var stage: String?
    public var domainName: String?
    public var apiID: String?
    public var accountID: String?
    public var status: String?
    public var error: JSONValue?
    public var authorizer: [String: JSONValue]
    public var identity: RESTRequest.Identity?
    /// In milliseconds, as the gateway's log has it; only tools write it, and the three below.
    public var integrationLatency: Int?
    public var resourceID: String?
    public var resourcePath: String?
    public var method: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      routeKey: String = "$default", eventType: EventType = .message, connectionID: String = "",
      messageID: String? = nil, messageDirection: String? = nil,
      connectedAt: EpochMilliseconds? = nil, disconnectStatusCode: Int? = nil,
      disconnectReason: String? = nil, extendedRequestID: String? = nil, requestID: String? = nil,
      requestTime: Timestamp? = nil, requestTimeEpoch: EpochMilliseconds? = nil,
      stage: String? = nil, domainName: String? = nil, apiID: String? = nil,
      accountID: String? = nil, status: String? = nil, error: JSONValue? = nil,
      authorizer: [String: JSONValue] = [:], identity: RESTRequest.Identity? = nil,
      integrationLatency: Int? = nil, resourceID: String? = nil, resourcePath: String? = nil,
      method: String? = nil
    ) {
      self.routeKey = routeKey
      self.eventType = eventType
      self.connectionID = connectionID
      self.messageID = messageID
      self.messageDirection = messageDirection
      self.connectedAt = connectedAt
      self.disconnectStatusCode = disconnectStatusCode
      self.disconnectReason = disconnectReason
      self.extendedRequestID = extendedRequestID
      self.requestID = requestID
      self.requestTime = requestTime
      self.requestTimeEpoch = requestTimeEpoch
      self.stage = stage
      self.domainName = domainName
      self.apiID = apiID
      self.accountID = accountID
      self.status = status
      self.error = error
      self.authorizer = authorizer
      self.identity = identity
      self.integrationLatency = integrationLatency
      self.resourceID = resourceID
      self.resourcePath = resourcePath
      self.method = method
    }

    enum CodingKeys: String, CodingKey {
      case routeKey, eventType
      case connectionID = "connectionId"
      case messageID = "messageId"
      case messageDirection, connectedAt, disconnectStatusCode, disconnectReason
      case extendedRequestID = "extendedRequestId"
      case requestID = "requestId"
      case requestTime, requestTimeEpoch, stage, domainName
      case apiID = "apiId"
      case accountID = "accountId"
      case status, error, authorizer, identity, integrationLatency
      case resourceID = "resourceId"
      case resourcePath
      case method = "httpMethod"
    }
  }
}

extension WebSocketRequest {
  /// What happens on a connection.
  public struct EventType: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `CONNECT`.
    public static let connect: Self = "CONNECT"
    /// `MESSAGE`.
    public static let message: Self = "MESSAGE"
    /// `DISCONNECT`.
    public static let disconnect: Self = "DISCONNECT"
  }
}
