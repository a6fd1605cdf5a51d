/// What a Lambda authorizer answers with an IAM policy (AWS: “Output from an API Gateway Lambda
/// authorizer”).
public struct AuthorizerResponse: Codable, Hashable, Sendable {
  /// Who the caller is.
  public var principalID: String
  public var policyDocument: Policy
  /// Handed on to the integration: strings, numbers and Booleans.
  public var context: [String: JSONValue]?
  /// The API key, where keys come from the authorizer.
  public var usageIdentifierKey: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    principalID: String = "", policyDocument: Policy = .init(), context: [String: JSONValue]? = nil,
    usageIdentifierKey: String? = nil
  ) {
    self.principalID = principalID
    self.policyDocument = policyDocument
    self.context = context
    self.usageIdentifierKey = usageIdentifierKey
  }

  enum CodingKeys: String, CodingKey {
    case principalID = "principalId"
    case policyDocument, context, usageIdentifierKey
  }
}

extension AuthorizerResponse {
  /// An IAM policy.
  public struct Policy: Codable, Hashable, Sendable {
    public var version: String
    public var statements: [Statement]

    /// Makes one, such as for a test; every argument has a default.
    public init(version: String = "2012-10-17", statements: [Statement] = []) {
      self.version = version
      self.statements = statements
    }

    enum CodingKeys: String, CodingKey {
      case version = "Version"
      case statements = "Statement"
    }
  }
}

extension AuthorizerResponse {
  /// A statement of a policy.
  public struct Statement: Codable, Hashable, Sendable {
    public var action: StringOrList
    public var effect: Effect
    /// ARNs of methods; `*` stands for any.
    public var resource: StringOrList
    public var condition: [String: [String: StringOrList]]?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      action: StringOrList = "execute-api:Invoke", effect: Effect = .deny,
      resource: StringOrList = "*", condition: [String: [String: StringOrList]]? = nil
    ) {
      self.action = action
      self.effect = effect
      self.resource = resource
      self.condition = condition
    }

    enum CodingKeys: String, CodingKey {
      case action = "Action"
      case effect = "Effect"
      case resource = "Resource"
      case condition = "Condition"
    }
  }
}

extension AuthorizerResponse {
  /// What a statement does.
  public struct Effect: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `Allow`.
    public static let allow: Self = "Allow"
    /// `Deny`.
    public static let deny: Self = "Deny"
  }
}

extension AuthorizerResponse {
  /// Lets a principal call these methods, such as `event.methodARN`.
  public static func allow(
    _ principalID: String, _ methodARNs: String..., context: [String: JSONValue]? = nil
  ) -> AuthorizerResponse {
    AuthorizerResponse(principalID, .allow, methodARNs, context)
  }

  /// Forbids a principal to call these methods.
  public static func deny(
    _ principalID: String, _ methodARNs: String..., context: [String: JSONValue]? = nil
  ) -> AuthorizerResponse {
    AuthorizerResponse(principalID, .deny, methodARNs, context)
  }

  private init(
    _ principalID: String, _ effect: Effect, _ methodARNs: [String],
    _ context: [String: JSONValue]?
  ) {
    self.init(
      principalID: principalID,
      policyDocument: Policy(statements: [
        Statement(effect: effect, resource: StringOrList(methodARNs))
      ]),
      context: context)
  }
}
