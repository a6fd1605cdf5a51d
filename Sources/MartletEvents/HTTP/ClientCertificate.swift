/// The certificate that a client showed, where the domain asks for one (mutual TLS).
public struct ClientCertificate: Codable, Hashable, Sendable {
  public var clientCertPem: String?
  public var subjectDN: String?
  public var issuerDN: String?
  public var serialNumber: String?
  public var validity: Validity?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    clientCertPem: String? = nil, subjectDN: String? = nil, issuerDN: String? = nil,
    serialNumber: String? = nil, validity: Validity? = nil
  ) {
    self.clientCertPem = clientCertPem
    self.subjectDN = subjectDN
    self.issuerDN = issuerDN
    self.serialNumber = serialNumber
    self.validity = validity
  }
}

extension ClientCertificate {
  /// From when until when a certificate is valid, as OpenSSL writes it: `May 28 12:30:02 2019
  /// GMT`.
  public struct Validity: Codable, Hashable, Sendable {
    public var notBefore: String?
    public var notAfter: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(notBefore: String? = nil, notAfter: String? = nil) {
      self.notBefore = notBefore
      self.notAfter = notAfter
    }
  }
}
