/// What AppSync Events asks a direct Lambda integration of a channel namespace (AWS: “Direct data
/// source integrations using Lambda”).
public struct AppSyncChannelEvent: SampledEvent {
  public var identity: AppSyncIdentity?
  public var result: JSONValue?
  public var request: AppSyncEvent.Request?
  public var info: Info
  public var error: JSONValue?
  public var prev: JSONValue?
  /// What the handlers of a channel namespace hand on.
  public var stash: [String: JSONValue]
  public var outErrors: [JSONValue]
  /// Where something is published.
  public var events: [Event]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    identity: AppSyncIdentity? = nil, result: JSONValue? = nil,
    request: AppSyncEvent.Request? = nil, info: Info = .init(), error: JSONValue? = nil,
    prev: JSONValue? = nil, stash: [String: JSONValue] = [:], outErrors: [JSONValue] = [],
    events: [Event] = []
  ) {
    self.identity = identity
    self.result = result
    self.request = request
    self.info = info
    self.error = error
    self.prev = prev
    self.stash = stash
    self.outErrors = outErrors
    self.events = events
  }
}

extension AppSyncChannelEvent {
  /// What happens, and where.
  public struct Info: Codable, Hashable, Sendable {
    public var channel: Channel?
    public var channelNamespace: Namespace?
    public var operation: Operation

    /// Makes one, such as for a test; every argument has a default.
    public init(
      channel: Channel? = nil, channelNamespace: Namespace? = nil, operation: Operation = ""
    ) {
      self.channel = channel
      self.channelNamespace = channelNamespace
      self.operation = operation
    }
  }
}

extension AppSyncChannelEvent {
  /// What happens on a channel.
  public struct Operation: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `PUBLISH`.
    public static let publish: Self = "PUBLISH"
    /// `SUBSCRIBE`.
    public static let subscribe: Self = "SUBSCRIBE"
  }
}

extension AppSyncChannelEvent {
  /// A channel.
  public struct Channel: Codable, Hashable, Sendable {
    public var path: String
    public var segments: [String]

    /// Makes one, such as for a test; every argument has a default.
    public init(path: String = "", segments: [String] = []) {
      self.path = path
      self.segments = segments
    }
  }
}

extension AppSyncChannelEvent {
  /// A channel's namespace.
  public struct Namespace: Codable, Hashable, Sendable {
    public var name: String

    /// Makes one, such as for a test; every argument has a default.
    public init(name: String = "") {
      self.name = name
    }
  }
}

extension AppSyncChannelEvent {
  /// A published event.
  public struct Event: Codable, Hashable, Sendable {
    public var id: String
    /// What was published, in any shape.
    public var payload: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(id: String = "", payload: JSONValue? = nil) {
      self.id = id
      self.payload = payload
    }
  }
}
