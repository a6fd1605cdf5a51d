/// A request from Amazon VPC Lattice (AWS: “Lambda functions as targets in VPC Lattice”, event
/// structure version 2.0).
public struct LatticeRequest: SampledEvent {
  public var version: String?
  /// With the query.
  public var path: String
  public var method: String
  public var headers: [String: [String]]
  public var query: [String: [String]]
  public var body: String?
  public var isBase64Encoded: Bool?
  public var requestContext: RequestContext?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    version: String? = "2.0", path: String = "/", method: String = "GET",
    headers: [String: [String]] = [:], query: [String: [String]] = [:], body: String? = nil,
    isBase64Encoded: Bool? = nil, requestContext: RequestContext? = nil
  ) {
    self.version = version
    self.path = path
    self.method = method
    self.headers = headers
    self.query = query
    self.body = body
    self.isBase64Encoded = isBase64Encoded
    self.requestContext = requestContext
  }

  enum CodingKeys: String, CodingKey {
    case version, path, method, headers
    case query = "queryStringParameters"
    case body, isBase64Encoded, requestContext
  }
}

extension LatticeRequest {
  /// Where a request came from and went to.
  public struct RequestContext: Codable, Hashable, Sendable {
    public var serviceNetworkARN: String?
    public var serviceARN: String?
    public var targetGroupARN: String?
    public var identity: Identity?
    public var region: String?
    /// Microseconds since 1970.
    public var timeEpoch: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      serviceNetworkARN: String? = nil, serviceARN: String? = nil, targetGroupARN: String? = nil,
      identity: Identity? = nil, region: String? = nil, timeEpoch: String? = nil
    ) {
      self.serviceNetworkARN = serviceNetworkARN
      self.serviceARN = serviceARN
      self.targetGroupARN = targetGroupARN
      self.identity = identity
      self.region = region
      self.timeEpoch = timeEpoch
    }

    enum CodingKeys: String, CodingKey {
      case serviceNetworkARN = "serviceNetworkArn"
      case serviceARN = "serviceArn"
      case targetGroupARN = "targetGroupArn"
      case identity, region, timeEpoch
    }
  }
}

extension LatticeRequest {
  /// Who sent a request.
  public struct Identity: Codable, Hashable, Sendable {
    public var sourceVPCARN: String?
    public var type: String?
    public var principal: String?
    public var principalOrgID: String?
    public var sessionName: String?
    public var issuerOrganizationalUnit: String?
    public var alternativeName: String?
    public var alternativeCommonName: String?
    public var alternativeURI: String?
    public var subjectCommonName: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      sourceVPCARN: String? = nil, type: String? = nil, principal: String? = nil,
      principalOrgID: String? = nil, sessionName: String? = nil,
      issuerOrganizationalUnit: String? = nil, alternativeName: String? = nil,
      alternativeCommonName: String? = nil, alternativeURI: String? = nil,
      subjectCommonName: String? = nil
    ) {
      self.sourceVPCARN = sourceVPCARN
      self.type = type
      self.principal = principal
      self.principalOrgID = principalOrgID
      self.sessionName = sessionName
      self.issuerOrganizationalUnit = issuerOrganizationalUnit
      self.alternativeName = alternativeName
      self.alternativeCommonName = alternativeCommonName
      self.alternativeURI = alternativeURI
      self.subjectCommonName = subjectCommonName
    }

    enum CodingKeys: String, CodingKey {
      case sourceVPCARN = "sourceVpcArn"
      case type, principal, principalOrgID, sessionName
      case issuerOrganizationalUnit = "x509IssuerOu"
      case alternativeName = "x509SanDns"
      case alternativeCommonName = "x509SanNameCn"
      case alternativeURI = "x509SanUri"
      case subjectCommonName = "x509SubjectCn"
    }
  }
}
