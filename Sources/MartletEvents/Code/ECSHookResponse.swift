/// What a lifecycle hook of an Amazon ECS service deployment answers.
public struct ECSHookResponse: Codable, Hashable, Sendable {
  public var status: Status
  /// With `inProgress`, how many seconds until the hook is asked again; 30 where it is left out.
  public var callBackDelay: Int?
  /// With `inProgress`, what the hook is given again: kept for this hook and this deployment.
  public var hookDetails: [String: JSONValue]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    status: Status = .succeeded, callBackDelay: Int? = nil,
    hookDetails: [String: JSONValue]? = nil
  ) {
    self.status = status
    self.callBackDelay = callBackDelay
    self.hookDetails = hookDetails
  }

  enum CodingKeys: String, CodingKey {
    case status = "hookStatus"
    case callBackDelay, hookDetails
  }
}

extension ECSHookResponse {
  /// How the deployment goes on.
  public struct Status: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `SUCCEEDED`: with the next stage.
    public static let succeeded: Self = "SUCCEEDED"
    /// `FAILED`: back to the revision before.
    public static let failed: Self = "FAILED"
    /// `IN_PROGRESS`: the hook is asked again.
    public static let inProgress: Self = "IN_PROGRESS"
  }
}
