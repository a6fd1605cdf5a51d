/// A step of a secret's rotation (AWS: “Rotation function” in the Secrets Manager user guide).
public struct SecretRotationEvent: SampledEvent {
  public var step: Step
  public var secretID: String
  /// The new version.
  public var versionID: String
  /// Proves where the request came from.
  public var rotationToken: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    step: Step = "", secretID: String = "", versionID: String = "", rotationToken: String? = nil
  ) {
    self.step = step
    self.secretID = secretID
    self.versionID = versionID
    self.rotationToken = rotationToken
  }

  enum CodingKeys: String, CodingKey {
    case step = "Step"
    case secretID = "SecretId"
    case versionID = "ClientRequestToken"
    case rotationToken = "RotationToken"
  }
}

extension SecretRotationEvent {
  /// The steps, in their order.
  public struct Step: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `createSecret`.
    public static let createSecret: Self = "createSecret"
    /// `setSecret`.
    public static let setSecret: Self = "setSecret"
    /// `testSecret`.
    public static let testSecret: Self = "testSecret"
    /// `finishSecret`.
    public static let finishSecret: Self = "finishSecret"
  }
}
