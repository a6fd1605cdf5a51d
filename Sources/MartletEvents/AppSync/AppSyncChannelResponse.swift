/// What a direct Lambda integration answers AppSync Events: what is to be broadcast, or why
/// nothing is.
public struct AppSyncChannelResponse: Codable, Hashable, Sendable {
  public var events: [Event]?
  public var error: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(events: [Event]? = nil, error: String? = nil) {
    self.events = events
    self.error = error
  }
}

extension AppSyncChannelResponse {
  /// An event to broadcast, or why it is not.
  public struct Event: Codable, Hashable, Sendable {
    public var id: String
    public var payload: JSONValue?
    public var error: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(id: String = "", payload: JSONValue? = nil, error: String? = nil) {
      self.id = id
      self.payload = payload
      self.error = error
    }
  }
}
