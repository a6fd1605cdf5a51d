/// A request to an API Gateway REST API (AWS: “Input format of a Lambda function for proxy
/// integration”), or to an HTTP API with the payload format 1.0.
public struct RESTRequest: SampledEvent {
  /// `1.0` from an HTTP API.
  public var version: String?
  /// The resource's path with its placeholders.
  public var resource: String?
  /// The request's path.
  public var path: String
  public var method: String
  /// The last value of each.
  public var headers: [String: String]
  /// All values of each.
  public var multiValueHeaders: [String: [String]]
  /// The last value of each, decoded.
  public var query: [String: String]
  /// All values of each, decoded.
  public var multiValueQuery: [String: [String]]
  /// What stands for the resource's placeholders.
  public var pathParameters: [String: String]
  public var stageVariables: [String: String]
  public var requestContext: RequestContext
  /// Base64 where `isBase64Encoded`.
  public var body: String?
  /// Whether `body` is Base64.
  public var isBase64Encoded: Bool

  /// Makes one, such as for a test; every argument has a default.
  public init(
    version: String? = nil, resource: String? = nil, path: String = "", method: String = "",
    headers: [String: String] = [:], multiValueHeaders: [String: [String]] = [:],
    query: [String: String] = [:], multiValueQuery: [String: [String]] = [:],
    pathParameters: [String: String] = [:], stageVariables: [String: String] = [:],
    requestContext: RequestContext = .init(), body: String? = nil, isBase64Encoded: Bool = false
  ) {
    self.version = version
    self.resource = resource
    self.path = path
    self.method = method
    self.headers = headers
    self.multiValueHeaders = multiValueHeaders
    self.query = query
    self.multiValueQuery = multiValueQuery
    self.pathParameters = pathParameters
    self.stageVariables = stageVariables
    self.requestContext = requestContext
    self.body = body
    self.isBase64Encoded = isBase64Encoded
  }

  enum CodingKeys: String, CodingKey {
    case version, resource, path
    case method = "httpMethod"
    case headers, multiValueHeaders
    case query = "queryStringParameters"
    case multiValueQuery = "multiValueQueryStringParameters"
    case pathParameters, stageVariables, requestContext, body, isBase64Encoded
  }
}

extension RESTRequest {
  /// What the gateway says about a request.
  public struct RequestContext: Omissible, Codable, Hashable, Sendable {
    public var accountID: String?
    public var apiID: String?
    /// What the authorizer found: of a Lambda authorizer its context and `principalId`, of a
    /// Cognito pool `claims`.
    public var authorizer: [String: JSONValue]
    public var deploymentID: String?
    public var domainName: String?
    public var domainPrefix: String?
    public var extendedRequestID: String?
    public var method: String?
    public var identity: Identity?
    public var operationName: String?
    /// With the stage.
    public var path: String?
    public var `protocol`: String?
    public var requestID: String?
    public var requestTime: Timestamp?
    public var requestTimeEpoch: EpochMilliseconds?
    public var resourceID: String?
    public var resourcePath: String?
    public var stage: String?
    /// This and the next four: of a WebSocket API's authorizer.
    public var routeKey: String?
    public var eventType: WebSocketRequest.EventType?
    public var connectionID: String?
    public var connectedAt: EpochMilliseconds?
    public var messageDirection: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      accountID: String? = nil, apiID: String? = nil, authorizer: [String: JSONValue] = [:],
      deploymentID: String? = nil, domainName: String? = nil, domainPrefix: String? = nil,
      extendedRequestID: String? = nil, method: String? = nil, identity: Identity? = nil,
      operationName: String? = nil, path: String? = nil, `protocol`: String? = nil,
      requestID: String? = nil, requestTime: Timestamp? = nil,
      requestTimeEpoch: EpochMilliseconds? = nil, resourceID: String? = nil,
      resourcePath: String? = nil, stage: String? = nil, routeKey: String? = nil,
      eventType: WebSocketRequest.EventType? = nil, connectionID: String? = nil,
      connectedAt: EpochMilliseconds? = nil, messageDirection: String? = nil
    ) {
      self.accountID = accountID
      self.apiID = apiID
      self.authorizer = authorizer
      self.deploymentID = deploymentID
      self.domainName = domainName
      self.domainPrefix = domainPrefix
      self.extendedRequestID = extendedRequestID
      self.method = method
      self.identity = identity
      self.operationName = operationName
      self.path = path
      self.protocol = `protocol`
      self.requestID = requestID
      self.requestTime = requestTime
      self.requestTimeEpoch = requestTimeEpoch
      self.resourceID = resourceID
      self.resourcePath = resourcePath
      self.stage = stage
      self.routeKey = routeKey
      self.eventType = eventType
      self.connectionID = connectionID
      self.connectedAt = connectedAt
      self.messageDirection = messageDirection
    }

    /// Makes one of the defaults.
    public init() {
      self.init(accountID: nil)
    }

    enum CodingKeys: String, CodingKey {
      case accountID = "accountId"
      case apiID = "apiId"
      case authorizer
      case deploymentID = "deploymentId"
      case domainName, domainPrefix
      case extendedRequestID = "extendedRequestId"
      case method = "httpMethod"
      case identity, operationName, path, `protocol`
      case requestID = "requestId"
      case requestTime, requestTimeEpoch
      case resourceID = "resourceId"
      case resourcePath, stage, routeKey, eventType
      case connectionID = "connectionId"
      case connectedAt, messageDirection
    }
  }
}

extension RESTRequest {
  /// Who sent a request.
  public struct Identity: Codable, Hashable, Sendable {
    public var accessKey: String?
    public var accountID: String?
    public var apiKey: String?
    public var apiKeyID: String?
    public var caller: String?
    public var clientCert: ClientCertificate?
    public var cognitoAmr: JSONValue?
    public var cognitoAuthenticationProvider: String?
    public var cognitoAuthenticationType: String?
    public var cognitoIdentityID: String?
    public var cognitoIdentityPoolID: String?
    public var principalOrgID: String?
    public var sourceIP: String?
    public var user: String?
    public var userAgent: String?
    public var userARN: String?
    public var vpcID: String?
    public var vpceID: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      accessKey: String? = nil, accountID: String? = nil, apiKey: String? = nil,
      apiKeyID: String? = nil, caller: String? = nil, clientCert: ClientCertificate? = nil,
      cognitoAmr: JSONValue? = nil, cognitoAuthenticationProvider: String? = nil,
      cognitoAuthenticationType: String? = nil, cognitoIdentityID: String? = nil,
      cognitoIdentityPoolID: String? = nil, principalOrgID: String? = nil, sourceIP: String? = nil,
      user: String? = nil, userAgent: String? = nil, userARN: String? = nil, vpcID: String? = nil,
      vpceID: String? = nil
    ) {
      self.accessKey = accessKey
      self.accountID = accountID
      self.apiKey = apiKey
      self.apiKeyID = apiKeyID
      self.caller = caller
      self.clientCert = clientCert
      self.cognitoAmr = cognitoAmr
      self.cognitoAuthenticationProvider = cognitoAuthenticationProvider
      self.cognitoAuthenticationType = cognitoAuthenticationType
      self.cognitoIdentityID = cognitoIdentityID
      self.cognitoIdentityPoolID = cognitoIdentityPoolID
      self.principalOrgID = principalOrgID
      self.sourceIP = sourceIP
      self.user = user
      self.userAgent = userAgent
      self.userARN = userARN
      self.vpcID = vpcID
      self.vpceID = vpceID
    }

    enum CodingKeys: String, CodingKey {
      case accessKey
      case accountID = "accountId"
      case apiKey
      case apiKeyID = "apiKeyId"
      case caller, clientCert, cognitoAmr, cognitoAuthenticationProvider, cognitoAuthenticationType
      case cognitoIdentityID = "cognitoIdentityId"
      case cognitoIdentityPoolID = "cognitoIdentityPoolId"
      case principalOrgID = "principalOrgId"
      case sourceIP = "sourceIp"
      case user, userAgent
      case userARN = "userArn"
      case vpcID = "vpcId"
      case vpceID = "vpceId"
    }
  }
}
