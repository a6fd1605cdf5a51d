/// A request to an API Gateway HTTP API (AWS: “Create AWS Lambda proxy integrations for HTTP
/// APIs”, payload format 2.0) or to a function URL, which sends the same format.
public struct HTTPRequest: SampledEvent {
  public var version: String?
  /// `GET /pets/{id}`, or `$default`.
  public var routeKey: String?
  /// With the stage, where it is not `$default`.
  public var rawPath: String
  /// As it came, without the question mark.
  public var rawQueryString: String?
  /// Each `name=value`.
  public var cookies: [String]
  /// Names in lower case; several values of one name are joined by commas.
  public var headers: [String: String]
  /// Decoded; several values of one name are joined by commas.
  public var query: [String: String]
  public var pathParameters: [String: String]
  public var stageVariables: [String: String]
  public var requestContext: RequestContext
  /// Base64 where `isBase64Encoded`.
  public var body: String?
  public var isBase64Encoded: Bool

  /// Makes one, such as for a test; every argument has a default.
  public init(
    version: String? = "2.0", routeKey: String? = "$default", rawPath: String = "/",
    rawQueryString: String? = nil, cookies: [String] = [], headers: [String: String] = [:],
    query: [String: String] = [:], pathParameters: [String: String] = [:],
    stageVariables: [String: String] = [:], requestContext: RequestContext = .init(),
    body: String? = nil, isBase64Encoded: Bool = false
  ) {
    self.version = version
    self.routeKey = routeKey
    self.rawPath = rawPath
    self.rawQueryString = rawQueryString
    self.cookies = cookies
    self.headers = headers
    self.query = query
    self.pathParameters = pathParameters
    self.stageVariables = stageVariables
    self.requestContext = requestContext
    self.body = body
    self.isBase64Encoded = isBase64Encoded
  }

  enum CodingKeys: String, CodingKey {
    case version, routeKey, rawPath, rawQueryString, cookies, headers
    case query = "queryStringParameters"
    case pathParameters, stageVariables, requestContext, body, isBase64Encoded
  }
}

extension HTTPRequest {
  /// What the gateway says about a request.
  public struct RequestContext: Omissible, Codable, Hashable, Sendable {
    public var accountID: String?
    public var apiID: String?
    public var authentication: Authentication?
    public var authorizer: Authorizer?
    public var domainName: String?
    public var domainPrefix: String?
    public var http: HTTP
    public var requestID: String?
    public var routeKey: String?
    public var stage: String?
    public var time: Timestamp?
    public var timeEpoch: EpochMilliseconds?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      accountID: String? = nil, apiID: String? = nil, authentication: Authentication? = nil,
      authorizer: Authorizer? = nil, domainName: String? = nil, domainPrefix: String? = nil,
      http: HTTP = .init(), requestID: String? = nil, routeKey: String? = nil, stage: String? = nil,
      time: Timestamp? = nil, timeEpoch: EpochMilliseconds? = nil
    ) {
      self.accountID = accountID
      self.apiID = apiID
      self.authentication = authentication
      self.authorizer = authorizer
      self.domainName = domainName
      self.domainPrefix = domainPrefix
      self.http = http
      self.requestID = requestID
      self.routeKey = routeKey
      self.stage = stage
      self.time = time
      self.timeEpoch = timeEpoch
    }

    /// Makes one of the defaults.
    public init() {
      self.init(accountID: nil)
    }

    enum CodingKeys: String, CodingKey {
      case accountID = "accountId"
      case apiID = "apiId"
      case authentication, authorizer, domainName, domainPrefix, http
      case requestID = "requestId"
      case routeKey, stage, time, timeEpoch
    }
  }
}

extension HTTPRequest {
  /// The request's first line, and where it came from.
  public struct HTTP: Omissible, Codable, Hashable, Sendable {
    public var method: String
    public var path: String?
    public var `protocol`: String?
    public var sourceIP: String?
    public var userAgent: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      method: String = "GET", path: String? = nil, `protocol`: String? = nil,
      sourceIP: String? = nil, userAgent: String? = nil
    ) {
      self.method = method
      self.path = path
      self.protocol = `protocol`
      self.sourceIP = sourceIP
      self.userAgent = userAgent
    }

    /// Makes one of the defaults.
    public init() {
      self.init(method: "GET")
    }

    enum CodingKeys: String, CodingKey {
      case method, path, `protocol`
      case sourceIP = "sourceIp"
      case userAgent
    }
  }
}

extension HTTPRequest {
  /// How a client authenticated itself on the connection.
  public struct Authentication: Codable, Hashable, Sendable {
    public var clientCert: ClientCertificate?

    /// Makes one, such as for a test; every argument has a default.
    public init(clientCert: ClientCertificate? = nil) {
      self.clientCert = clientCert
    }
  }
}

extension HTTPRequest {
  /// What the route's authorizer found.
  public struct Authorizer: Codable, Hashable, Sendable {
    public var jwt: JWT?
    /// The context that a Lambda authorizer returned.
    public var lambda: [String: JSONValue]?
    public var iam: IAM?

    /// Makes one, such as for a test; every argument has a default.
    public init(jwt: JWT? = nil, lambda: [String: JSONValue]? = nil, iam: IAM? = nil) {
      self.jwt = jwt
      self.lambda = lambda
      self.iam = iam
    }
  }
}

extension HTTPRequest {
  /// What a token says.
  public struct JWT: Codable, Hashable, Sendable {
    public var claims: [String: JSONValue]
    /// Where the route asks for scopes.
    public var scopes: [String]?

    /// Makes one, such as for a test; every argument has a default.
    public init(claims: [String: JSONValue] = [:], scopes: [String]? = nil) {
      self.claims = claims
      self.scopes = scopes
    }
  }
}

extension HTTPRequest {
  /// Who signed the request.
  public struct IAM: Codable, Hashable, Sendable {
    public var accessKey: String?
    public var accountID: String?
    public var callerID: String?
    public var cognitoIdentity: CognitoIdentity?
    public var principalOrgID: String?
    public var userARN: String?
    public var userID: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      accessKey: String? = nil, accountID: String? = nil, callerID: String? = nil,
      cognitoIdentity: CognitoIdentity? = nil, principalOrgID: String? = nil,
      userARN: String? = nil, userID: String? = nil
    ) {
      self.accessKey = accessKey
      self.accountID = accountID
      self.callerID = callerID
      self.cognitoIdentity = cognitoIdentity
      self.principalOrgID = principalOrgID
      self.userARN = userARN
      self.userID = userID
    }

    enum CodingKeys: String, CodingKey {
      case accessKey
      case accountID = "accountId"
      case callerID = "callerId"
      case cognitoIdentity
      case principalOrgID = "principalOrgId"
      case userARN = "userArn"
      case userID = "userId"
    }
  }
}

extension HTTPRequest {
  /// Whom an identity pool knows the signer as.
  public struct CognitoIdentity: Codable, Hashable, Sendable {
    public var amr: [String]
    public var identityID: String?
    public var identityPoolID: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(amr: [String] = [], identityID: String? = nil, identityPoolID: String? = nil) {
      self.amr = amr
      self.identityID = identityID
      self.identityPoolID = identityPoolID
    }

    enum CodingKeys: String, CodingKey {
      case amr
      case identityID = "identityId"
      case identityPoolID = "identityPoolId"
    }
  }
}
