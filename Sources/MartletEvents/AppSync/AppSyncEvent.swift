/// What AWS AppSync asks a direct Lambda resolver (AWS: “Direct Lambda resolvers”, “Resolver
/// context object reference”); a batch of them comes as an array.
public struct AppSyncEvent: SampledEvent {
  public var arguments: [String: JSONValue]
  public var identity: AppSyncIdentity?
  /// The parent field's value.
  public var source: JSONValue?
  public var request: Request?
  /// In a pipeline, what the function before returned.
  public var prev: Previous?
  public var info: Info
  public var stash: [String: JSONValue]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    arguments: [String: JSONValue] = [:], identity: AppSyncIdentity? = nil,
    source: JSONValue? = nil, request: Request? = nil, prev: Previous? = nil, info: Info = .init(),
    stash: [String: JSONValue] = [:]
  ) {
    self.arguments = arguments
    self.identity = identity
    self.source = source
    self.request = request
    self.prev = prev
    self.info = info
    self.stash = stash
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
