/// What a custom authorizer answers AWS IoT Core.
public struct IoTAuthorizerResponse: Codable, Hashable, Sendable {
  public var isAuthenticated: Bool
  /// Letters and digits.
  public var principalID: String?
  /// 300 to 86,400.
  public var disconnectAfterInSeconds: Int?
  /// 300 to 86,400.
  public var refreshAfterInSeconds: Int?
  /// Up to ten.
  public var policyDocuments: [AuthorizerResponse.Policy]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    isAuthenticated: Bool = false, principalID: String? = nil, disconnectAfterInSeconds: Int? = nil,
    refreshAfterInSeconds: Int? = nil, policyDocuments: [AuthorizerResponse.Policy] = []
  ) {
    self.isAuthenticated = isAuthenticated
    self.principalID = principalID
    self.disconnectAfterInSeconds = disconnectAfterInSeconds
    self.refreshAfterInSeconds = refreshAfterInSeconds
    self.policyDocuments = policyDocuments
  }

  enum CodingKeys: String, CodingKey {
    case isAuthenticated
    case principalID = "principalId"
    case disconnectAfterInSeconds, refreshAfterInSeconds, policyDocuments
  }
}
