/// What AWS IoT Core asks a custom authorizer (AWS: “Defining your Lambda function” under custom
/// authentication).
public struct IoTAuthorizerRequest: SampledEvent {
  public var token: String?
  /// Whether the token's signature was verified.
  public var signatureVerified: Bool?
  /// `tls`, `http`, `mqtt`.
  public var protocols: [String]
  public var protocolData: ProtocolData?
  public var connectionMetadata: ConnectionMetadata?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    token: String? = nil, signatureVerified: Bool? = nil, protocols: [String] = [],
    protocolData: ProtocolData? = nil, connectionMetadata: ConnectionMetadata? = nil
  ) {
    self.token = token
    self.signatureVerified = signatureVerified
    self.protocols = protocols
    self.protocolData = protocolData
    self.connectionMetadata = connectionMetadata
  }
}

extension IoTAuthorizerRequest {
  /// What the protocols said.
  public struct ProtocolData: Codable, Hashable, Sendable {
    public var tls: TLS?
    public var http: HTTP?
    public var mqtt: MQTT?

    /// Makes one, such as for a test; every argument has a default.
    public init(tls: TLS? = nil, http: HTTP? = nil, mqtt: MQTT? = nil) {
      self.tls = tls
      self.http = http
      self.mqtt = mqtt
    }
  }
}

extension IoTAuthorizerRequest {
  /// What the TLS handshake said.
  public struct TLS: Codable, Hashable, Sendable {
    public var serverName: String?
    public var certificatePEM: String?
    public var principalID: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      serverName: String? = nil, certificatePEM: String? = nil, principalID: String? = nil
    ) {
      self.serverName = serverName
      self.certificatePEM = certificatePEM
      self.principalID = principalID
    }

    enum CodingKeys: String, CodingKey {
      case serverName
      case certificatePEM = "x509CertificatePem"
      case principalID = "principalId"
    }
  }
}

extension IoTAuthorizerRequest {
  /// What the HTTP request said.
  public struct HTTP: Codable, Hashable, Sendable {
    public var headers: [String: String]
    public var queryString: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(headers: [String: String] = [:], queryString: String? = nil) {
      self.headers = headers
      self.queryString = queryString
    }
  }
}

extension IoTAuthorizerRequest {
  /// What the MQTT packet said.
  public struct MQTT: Codable, Hashable, Sendable {
    public var username: String?
    public var password: Base64Bytes?
    public var clientID: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(username: String? = nil, password: Base64Bytes? = nil, clientID: String? = nil) {
      self.username = username
      self.password = password
      self.clientID = clientID
    }

    enum CodingKeys: String, CodingKey {
      case username, password
      case clientID = "clientId"
    }
  }
}

extension IoTAuthorizerRequest {
  /// The connection.
  public struct ConnectionMetadata: Codable, Hashable, Sendable {
    public var id: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(id: String? = nil) {
      self.id = id
    }
  }
}
