/// What AWS Config asks a custom rule's function (AWS: “Example events for AWS Config rules”).
/// `invoked()` decodes why.
public struct ConfigEvent: SampledEvent {
  public var version: String?
  /// JSON.
  public var invokingEvent: String
  /// JSON: an object of strings.
  public var ruleParameters: String?
  /// To be handed to `PutEvaluations`.
  public var resultToken: String
  public var eventLeftScope: Bool
  public var executionRoleARN: String?
  public var configRuleARN: String?
  public var configRuleName: String?
  public var configRuleID: String?
  public var accountID: String?
  /// `DETECTIVE` or `PROACTIVE`.
  public var evaluationMode: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    version: String? = "1.0", invokingEvent: String = "", ruleParameters: String? = nil,
    resultToken: String = "", eventLeftScope: Bool = false, executionRoleARN: String? = nil,
    configRuleARN: String? = nil, configRuleName: String? = nil, configRuleID: String? = nil,
    accountID: String? = nil, evaluationMode: String? = nil
  ) {
    self.version = version
    self.invokingEvent = invokingEvent
    self.ruleParameters = ruleParameters
    self.resultToken = resultToken
    self.eventLeftScope = eventLeftScope
    self.executionRoleARN = executionRoleARN
    self.configRuleARN = configRuleARN
    self.configRuleName = configRuleName
    self.configRuleID = configRuleID
    self.accountID = accountID
    self.evaluationMode = evaluationMode
  }

  enum CodingKeys: String, CodingKey {
    case version, invokingEvent, ruleParameters, resultToken, eventLeftScope
    case executionRoleARN = "executionRoleArn"
    case configRuleARN = "configRuleArn"
    case configRuleName
    case configRuleID = "configRuleId"
    case accountID = "accountId"
    case evaluationMode
  }
}

extension ConfigEvent {
  /// Why the function is asked.
  public struct Invocation: Codable, Hashable, Sendable {
    /// `ConfigurationItemChangeNotification`, `ScheduledNotification` …
    public var messageType: String?
    public var awsAccountID: String?
    public var notificationCreationTime: Timestamp?
    public var recordVersion: String?
    public var configurationItem: ConfigurationItem?
    /// Where the item is too large to be sent.
    public var configurationItemSummary: JSONValue?
    /// What changed against the item before.
    public var configurationItemDiff: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      messageType: String? = nil, awsAccountID: String? = nil,
      notificationCreationTime: Timestamp? = nil, recordVersion: String? = nil,
      configurationItem: ConfigurationItem? = nil, configurationItemSummary: JSONValue? = nil,
      configurationItemDiff: JSONValue? = nil
    ) {
      self.messageType = messageType
      self.awsAccountID = awsAccountID
      self.notificationCreationTime = notificationCreationTime
      self.recordVersion = recordVersion
      self.configurationItem = configurationItem
      self.configurationItemSummary = configurationItemSummary
      self.configurationItemDiff = configurationItemDiff
    }

    enum CodingKeys: String, CodingKey {
      case messageType
      case awsAccountID = "awsAccountId"
      case notificationCreationTime, recordVersion, configurationItem, configurationItemSummary,
        configurationItemDiff
    }
  }
}

extension ConfigEvent {
  /// A resource's configuration.
  public struct ConfigurationItem: Codable, Hashable, Sendable {
    public var resourceType: String
    public var resourceID: String?
    public var resourceName: String?
    public var arn: String?
    public var awsRegion: String?
    public var awsAccountID: String?
    public var availabilityZone: String?
    public var configurationItemCaptureTime: Timestamp?
    public var configurationItemStatus: String?
    public var configurationItemVersion: String?
    public var configurationStateID: JSONValue?
    public var configurationStateMD5: String?
    /// The resource's settings, as its own service describes them.
    public var configuration: JSONValue?
    public var supplementaryConfiguration: JSONValue?
    public var relatedEvents: [JSONValue]
    public var relationships: [JSONValue]
    public var resourceCreationTime: Timestamp?
    public var tags: [String: String]

    /// Makes one, such as for a test; every argument has a default.
    public init(
      resourceType: String = "", resourceID: String? = nil, resourceName: String? = nil,
      arn: String? = nil, awsRegion: String? = nil, awsAccountID: String? = nil,
      availabilityZone: String? = nil, configurationItemCaptureTime: Timestamp? = nil,
      configurationItemStatus: String? = nil, configurationItemVersion: String? = nil,
      configurationStateID: JSONValue? = nil, configurationStateMD5: String? = nil,
      configuration: JSONValue? = nil, supplementaryConfiguration: JSONValue? = nil,
      relatedEvents: [JSONValue] = [], relationships: [JSONValue] = [],
      resourceCreationTime: Timestamp? = nil, tags: [String: String] = [:]
    ) {
      self.resourceType = resourceType
      self.resourceID = resourceID
      self.resourceName = resourceName
      self.arn = arn
      self.awsRegion = awsRegion
      self.awsAccountID = awsAccountID
      self.availabilityZone = availabilityZone
      self.configurationItemCaptureTime = configurationItemCaptureTime
      self.configurationItemStatus = configurationItemStatus
      self.configurationItemVersion = configurationItemVersion
      self.configurationStateID = configurationStateID
      self.configurationStateMD5 = configurationStateMD5
      self.configuration = configuration
      self.supplementaryConfiguration = supplementaryConfiguration
      self.relatedEvents = relatedEvents
      self.relationships = relationships
      self.resourceCreationTime = resourceCreationTime
      self.tags = tags
    }

    enum CodingKeys: String, CodingKey {
      case resourceType
      case resourceID = "resourceId"
      case resourceName
      case arn = "ARN"
      case awsRegion
      case awsAccountID = "awsAccountId"
      case availabilityZone, configurationItemCaptureTime, configurationItemStatus,
        configurationItemVersion
      case configurationStateID = "configurationStateId"
      case configurationStateMD5 = "configurationStateMd5Hash"
      case configuration, supplementaryConfiguration, relatedEvents, relationships,
        resourceCreationTime, tags
    }
  }
}
