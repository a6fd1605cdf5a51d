/// The state of a conversation with Amazon Lex, both ways.
public struct LexSessionState: Codable, Hashable, Sendable {
  public var activeContexts: [Context]?
  public var sessionAttributes: [String: String]?
  public var runtimeHints: JSONValue?
  /// What is to happen next, in a response.
  public var dialogAction: DialogAction?
  public var intent: LexIntent?
  public var originatingRequestID: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    activeContexts: [Context]? = nil, sessionAttributes: [String: String]? = nil,
    runtimeHints: JSONValue? = nil, dialogAction: DialogAction? = nil, intent: LexIntent? = nil,
    originatingRequestID: String? = nil
  ) {
    self.activeContexts = activeContexts
    self.sessionAttributes = sessionAttributes
    self.runtimeHints = runtimeHints
    self.dialogAction = dialogAction
    self.intent = intent
    self.originatingRequestID = originatingRequestID
  }

  enum CodingKeys: String, CodingKey {
    case activeContexts, sessionAttributes, runtimeHints, dialogAction, intent
    case originatingRequestID = "originatingRequestId"
  }
}

extension LexSessionState {
  /// A context that is active for some time or some turns.
  public struct Context: Codable, Hashable, Sendable {
    public var name: String
    public var contextAttributes: [String: String]
    public var timeToLive: TimeToLive?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      name: String = "", contextAttributes: [String: String] = [:], timeToLive: TimeToLive? = nil
    ) {
      self.name = name
      self.contextAttributes = contextAttributes
      self.timeToLive = timeToLive
    }
  }
}

extension LexSessionState {
  /// How long a context is active.
  public struct TimeToLive: Codable, Hashable, Sendable {
    /// How many seconds the context stays active.
    public var seconds: Int
    /// For how many turns of the conversation the context stays active.
    public var turns: Int

    /// Makes one, such as for a test; every argument has a default.
    public init(seconds: Int = 0, turns: Int = 0) {
      self.seconds = seconds
      self.turns = turns
    }

    enum CodingKeys: String, CodingKey {
      case seconds = "timeToLiveInSeconds"
      case turns = "turnsToLive"
    }
  }
}

extension LexSessionState {
  /// What is to happen next.
  public struct DialogAction: Codable, Hashable, Sendable {
    public var type: Kind
    public var slotToElicit: String?
    public var slotElicitationStyle: String?
    public var subSlotToElicit: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      type: Kind = "", slotToElicit: String? = nil, slotElicitationStyle: String? = nil,
      subSlotToElicit: JSONValue? = nil
    ) {
      self.type = type
      self.slotToElicit = slotToElicit
      self.slotElicitationStyle = slotElicitationStyle
      self.subSlotToElicit = subSlotToElicit
    }
  }
}

extension LexSessionState {
  /// The kinds of actions.
  public struct Kind: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `Close`.
    public static let close: Self = "Close"
    /// `ConfirmIntent`.
    public static let confirmIntent: Self = "ConfirmIntent"
    /// `Delegate`.
    public static let delegate: Self = "Delegate"
    /// `ElicitIntent`.
    public static let elicitIntent: Self = "ElicitIntent"
    /// `ElicitSlot`.
    public static let elicitSlot: Self = "ElicitSlot"
  }
}
