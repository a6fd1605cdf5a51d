/// Whether a device is provisioned.
public struct IoTProvisioningResponse: Codable, Hashable, Sendable {
  public var allowProvisioning: Bool
  public var parameterOverrides: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(allowProvisioning: Bool = false, parameterOverrides: [String: String]? = nil) {
    self.allowProvisioning = allowProvisioning
    self.parameterOverrides = parameterOverrides
  }
}
