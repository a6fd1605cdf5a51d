/// What a user wants.
public struct LexIntent: Codable, Hashable, Sendable {
  public var name: String
  public var state: State?
  /// Those that are not filled are nil.
  public var slots: [String: LexSlot?]
  public var confirmationState: String?
  public var kendraResponse: JSONValue?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    name: String = "", state: State? = nil, slots: [String: LexSlot?] = [:],
    confirmationState: String? = nil, kendraResponse: JSONValue? = nil
  ) {
    self.name = name
    self.state = state
    self.slots = slots
    self.confirmationState = confirmationState
    self.kendraResponse = kendraResponse
  }
}

extension LexIntent {
  /// How far a conversation about it has come.
  public struct State: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `Failed`.
    public static let failed: Self = "Failed"
    /// `Fulfilled`.
    public static let fulfilled: Self = "Fulfilled"
    /// `FulfillmentInProgress`.
    public static let fulfillmentInProgress: Self = "FulfillmentInProgress"
    /// `InProgress`.
    public static let inProgress: Self = "InProgress"
    /// `ReadyForFulfillment`.
    public static let readyForFulfillment: Self = "ReadyForFulfillment"
    /// `Waiting`.
    public static let waiting: Self = "Waiting"
  }
}

/// A detail of what a user wants.
public struct LexSlot: Codable, Hashable, Sendable {
  /// `Scalar`, `List` or `Composite`.
  public var shape: String?
  public var value: Value?
  public var values: [LexSlot]?
  public var subSlots: JSONValue?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    shape: String? = nil, value: Value? = nil, values: [LexSlot]? = nil, subSlots: JSONValue? = nil
  ) {
    self.shape = shape
    self.value = value
    self.values = values
    self.subSlots = subSlots
  }
}

extension LexSlot {
  /// A detail's value.
  public struct Value: Codable, Hashable, Sendable {
    public var originalValue: String?
    public var interpretedValue: String?
    public var resolvedValues: [String]

    /// Makes one, such as for a test; every argument has a default.
    public init(
      originalValue: String? = nil, interpretedValue: String? = nil, resolvedValues: [String] = []
    ) {
      self.originalValue = originalValue
      self.interpretedValue = interpretedValue
      self.resolvedValues = resolvedValues
    }
  }
}
