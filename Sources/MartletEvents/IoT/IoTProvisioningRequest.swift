/// What AWS IoT asks before it provisions a device (AWS: “Pre-provisioning hooks”).
public struct IoTProvisioningRequest: SampledEvent {
  public var claimCertificateID: String?
  public var certificateID: String?
  public var certificatePem: String?
  public var templateARN: String?
  public var clientID: String?
  public var parameters: [String: String]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    claimCertificateID: String? = nil, certificateID: String? = nil, certificatePem: String? = nil,
    templateARN: String? = nil, clientID: String? = nil, parameters: [String: String] = [:]
  ) {
    self.claimCertificateID = claimCertificateID
    self.certificateID = certificateID
    self.certificatePem = certificatePem
    self.templateARN = templateARN
    self.clientID = clientID
    self.parameters = parameters
  }

  enum CodingKeys: String, CodingKey {
    case claimCertificateID = "claimCertificateId"
    case certificateID = "certificateId"
    case certificatePem
    case templateARN = "templateArn"
    case clientID = "clientId"
    case parameters
  }
}
