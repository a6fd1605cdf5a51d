/// What happened in a repository of AWS CodeCommit (AWS: “Using AWS Lambda with AWS CodeCommit”).
public struct CodeCommitEvent: SampledEvent {
  public var records: [Record]

  /// Makes one, such as for a test; every argument has a default.
  public init(records: [Record] = []) {
    self.records = records
  }

  enum CodingKeys: String, CodingKey {
    case records = "Records"
  }
}

extension CodeCommitEvent {
  /// One thing that happened.
  public struct Record: Codable, Hashable, Sendable {
    public var eventID: String?
    public var eventVersion: String?
    public var eventTime: Timestamp?
    public var eventTriggerName: String?
    /// Which part of the event this is, from 1.
    public var eventPartNumber: Int?
    /// In how many parts the event comes.
    public var eventTotalParts: Int?
    public var changes: Changes
    public var eventName: String?
    public var eventTriggerConfigID: String?
    public var eventSourceARN: String?
    public var userIdentityARN: String?
    public var eventSource: String?
    public var awsRegion: String?
    /// As the trigger's configuration says.
    public var customData: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      eventID: String? = nil, eventVersion: String? = "1.0", eventTime: Timestamp? = nil,
      eventTriggerName: String? = nil, eventPartNumber: Int? = nil, eventTotalParts: Int? = nil,
      changes: Changes = .init(), eventName: String? = nil, eventTriggerConfigID: String? = nil,
      eventSourceARN: String? = nil, userIdentityARN: String? = nil,
      eventSource: String? = "aws:codecommit", awsRegion: String? = nil, customData: String? = nil
    ) {
      self.eventID = eventID
      self.eventVersion = eventVersion
      self.eventTime = eventTime
      self.eventTriggerName = eventTriggerName
      self.eventPartNumber = eventPartNumber
      self.eventTotalParts = eventTotalParts
      self.changes = changes
      self.eventName = eventName
      self.eventTriggerConfigID = eventTriggerConfigID
      self.eventSourceARN = eventSourceARN
      self.userIdentityARN = userIdentityARN
      self.eventSource = eventSource
      self.awsRegion = awsRegion
      self.customData = customData
    }

    enum CodingKeys: String, CodingKey {
      case eventID = "eventId"
      case eventVersion, eventTime, eventTriggerName, eventPartNumber, eventTotalParts
      case changes = "codecommit"
      case eventName
      case eventTriggerConfigID = "eventTriggerConfigId"
      case eventSourceARN, userIdentityARN, eventSource, awsRegion, customData
    }
  }
}

extension CodeCommitEvent {
  /// What changed.
  public struct Changes: Codable, Hashable, Sendable {
    public var references: [Reference]

    /// Makes one, such as for a test; every argument has a default.
    public init(references: [Reference] = []) {
      self.references = references
    }
  }
}

extension CodeCommitEvent {
  /// A branch or tag that changed.
  public struct Reference: Codable, Hashable, Sendable {
    public var commit: String
    public var ref: String
    public var created: Bool?
    public var deleted: Bool?

    /// Makes one, such as for a test; every argument has a default.
    public init(commit: String = "", ref: String = "", created: Bool? = nil, deleted: Bool? = nil) {
      self.commit = commit
      self.ref = ref
      self.created = created
      self.deleted = deleted
    }
  }
}
