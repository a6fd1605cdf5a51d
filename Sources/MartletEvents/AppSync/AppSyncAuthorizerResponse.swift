/// What a Lambda authorizer answers AWS AppSync.
public struct AppSyncAuthorizerResponse: Codable, Hashable, Sendable {
  public var isAuthorized: Bool
  /// Handed on to the resolvers, of which 5 MB are allowed.
  public var resolverContext: [String: JSONValue]?
  /// Handed on to the handlers of AppSync Events.
  public var handlerContext: [String: String]?
  /// `Type.field`, or ARNs.
  public var deniedFields: [String]?
  /// For how many seconds the answer counts.
  public var ttlOverride: Int?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    isAuthorized: Bool = false, resolverContext: [String: JSONValue]? = nil,
    handlerContext: [String: String]? = nil, deniedFields: [String]? = nil, ttlOverride: Int? = nil
  ) {
    self.isAuthorized = isAuthorized
    self.resolverContext = resolverContext
    self.handlerContext = handlerContext
    self.deniedFields = deniedFields
    self.ttlOverride = ttlOverride
  }
}
