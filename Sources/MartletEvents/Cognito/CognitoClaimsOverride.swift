/// The groups and roles of a user.
public struct CognitoGroupConfiguration: Codable, Hashable, Sendable {
  public var groupsToOverride: [String]?
  public var iamRolesToOverride: [String]?
  public var preferredRole: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    groupsToOverride: [String]? = nil, iamRolesToOverride: [String]? = nil,
    preferredRole: String? = nil
  ) {
    self.groupsToOverride = groupsToOverride
    self.iamRolesToOverride = iamRolesToOverride
    self.preferredRole = preferredRole
  }
}

/// How an ID token differs.
public struct CognitoClaimsOverride: Codable, Hashable, Sendable {
  public var claimsToAddOrOverride: [String: String]?
  public var claimsToSuppress: [String]?
  public var groupOverrideDetails: CognitoGroupConfiguration?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    claimsToAddOrOverride: [String: String]? = nil, claimsToSuppress: [String]? = nil,
    groupOverrideDetails: CognitoGroupConfiguration? = nil
  ) {
    self.claimsToAddOrOverride = claimsToAddOrOverride
    self.claimsToSuppress = claimsToSuppress
    self.groupOverrideDetails = groupOverrideDetails
  }
}

/// How the tokens differ.
public struct CognitoClaimsAndScopeOverride: Codable, Hashable, Sendable {
  public var idTokenGeneration: CognitoTokenOverride?
  public var accessTokenGeneration: CognitoTokenOverride?
  public var groupOverrideDetails: CognitoGroupConfiguration?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    idTokenGeneration: CognitoTokenOverride? = nil,
    accessTokenGeneration: CognitoTokenOverride? = nil,
    groupOverrideDetails: CognitoGroupConfiguration? = nil
  ) {
    self.idTokenGeneration = idTokenGeneration
    self.accessTokenGeneration = accessTokenGeneration
    self.groupOverrideDetails = groupOverrideDetails
  }
}

/// How one token differs.
public struct CognitoTokenOverride: Codable, Hashable, Sendable {
  public var claimsToAddOrOverride: [String: JSONValue]?
  public var claimsToSuppress: [String]?
  /// Of the access token.
  public var scopesToAdd: [String]?
  /// Of the access token.
  public var scopesToSuppress: [String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    claimsToAddOrOverride: [String: JSONValue]? = nil, claimsToSuppress: [String]? = nil,
    scopesToAdd: [String]? = nil, scopesToSuppress: [String]? = nil
  ) {
    self.claimsToAddOrOverride = claimsToAddOrOverride
    self.claimsToSuppress = claimsToSuppress
    self.scopesToAdd = scopesToAdd
    self.scopesToSuppress = scopesToSuppress
  }
}
