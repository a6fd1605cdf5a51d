/// What AWS AppSync asks a direct Lambda resolver (AWS: “Direct Lambda resolvers”, “Resolver
/// context object reference”); a batch of them comes as an array.
public struct AppSyncEvent: SampledEvent {
  /// Of the field.
  public var arguments: [String: JSONValue]
  public var identity: AppSyncIdentity?
  /// The parent field's value.
  public var source: JSONValue?
  public var request: Request?
  /// In a pipeline, what the function before returned.
  public var prev: Previous?
  /// What is asked for; made from `typeName` and `fieldName` where an event has those alone.
  public var info: Info
  /// What the functions of a pipeline hand on.
  public var stash: [String: JSONValue]
  /// The parent's type, as Amplify's resolvers write it in place of `info`.
  public var typeName: String?
  /// The field, as Amplify's resolvers write it in place of `info`.
  public var fieldName: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    arguments: [String: JSONValue] = [:], identity: AppSyncIdentity? = nil,
    source: JSONValue? = nil, request: Request? = nil, prev: Previous? = nil, info: Info = .init(),
    stash: [String: JSONValue] = [:], typeName: String? = nil, fieldName: String? = nil
  ) {
    self.arguments = arguments
    self.identity = identity
    self.source = source
    self.request = request
    self.prev = prev
    self.info = info
    self.stash = stash
    self.typeName = typeName
    self.fieldName = fieldName
  }

  /// Decodes an event of a direct resolver, or of one of Amplify's.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    arguments = try container.decode([String: JSONValue].self, forKey: .arguments)
    identity = try container.decodeIfPresent(AppSyncIdentity.self, forKey: .identity)
    source = try container.decodeIfPresent(JSONValue.self, forKey: .source)
    request = try container.decodeIfPresent(Request.self, forKey: .request)
    prev = try container.decodeIfPresent(Previous.self, forKey: .prev)
    stash = try container.decode([String: JSONValue].self, forKey: .stash)
    typeName = try container.decodeIfPresent(String.self, forKey: .typeName)
    fieldName = try container.decodeIfPresent(String.self, forKey: .fieldName)
    if let info = try container.decodeIfPresent(Info.self, forKey: .info) {
      self.info = info
    } else if let typeName, let fieldName {
      info = Info(fieldName: fieldName, parentTypeName: typeName)
    } else {
      // Which says that it is missing.
      info = try container.decode(Info.self, forKey: .info)
    }
  }
}

extension AppSyncEvent {
  /// The HTTP request.
  public struct Request: Codable, Hashable, Sendable {
    public var headers: [String: String]
    public var domainName: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(headers: [String: String] = [:], domainName: String? = nil) {
      self.headers = headers
      self.domainName = domainName
    }
  }
}

extension AppSyncEvent {
  /// What the function before returned.
  public struct Previous: Codable, Hashable, Sendable {
    /// What the function before this one returned.
    public var result: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(result: JSONValue? = nil) {
      self.result = result
    }
  }
}

extension AppSyncEvent {
  /// The field that is asked for.
  public struct Info: Codable, Hashable, Sendable {
    public var fieldName: String
    public var parentTypeName: String
    /// Of the GraphQL operation.
    public var variables: [String: JSONValue]
    public var selectionSetList: [String]
    public var selectionSetGraphQL: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      fieldName: String = "", parentTypeName: String = "", variables: [String: JSONValue] = [:],
      selectionSetList: [String] = [], selectionSetGraphQL: String? = nil
    ) {
      self.fieldName = fieldName
      self.parentTypeName = parentTypeName
      self.variables = variables
      self.selectionSetList = selectionSetList
      self.selectionSetGraphQL = selectionSetGraphQL
    }
  }
}
