/// What Amazon ECS tells of a task (AWS: “Amazon ECS task state change events”).
public struct TaskStateDetail: EventBridgeDetail {
  public var taskARN: String
  public var clusterARN: String
  public var lastStatus: Status
  public var desiredStatus: Status?
  public var taskDefinitionARN: String?
  public var containerInstanceARN: String?
  public var containers: [Container]
  /// Network interfaces and the like.
  public var attachments: [JSONValue]
  public var attributes: [JSONValue]
  /// What the task was started with in place of its definition.
  public var overrides: JSONValue?
  /// `service:…` for a task of a service.
  public var group: String?
  public var startedBy: String?
  /// `EC2`, `FARGATE` or `EXTERNAL`.
  public var launchType: String?
  public var capacityProviderName: String?
  public var platformVersion: String?
  public var platformFamily: String?
  public var availabilityZone: String?
  public var connectivity: String?
  /// In units of 1/1024 of a processor.
  public var cpu: String?
  /// In MiB.
  public var memory: String?
  public var ephemeralStorage: JSONValue?
  public var enableExecuteCommand: Bool?
  public var stopCode: String?
  public var stoppedReason: String?
  public var createdAt: Timestamp?
  public var connectivityAt: Timestamp?
  public var pullStartedAt: Timestamp?
  public var pullStoppedAt: Timestamp?
  public var startedAt: Timestamp?
  public var stoppingAt: Timestamp?
  public var executionStoppedAt: Timestamp?
  public var stoppedAt: Timestamp?
  public var updatedAt: Timestamp?
  /// Counts the changes of the task: events may come out of their order.
  public var version: Int?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    taskARN: String = "", clusterARN: String = "", lastStatus: Status = "",
    desiredStatus: Status? = nil, taskDefinitionARN: String? = nil,
    containerInstanceARN: String? = nil, containers: [Container] = [],
    attachments: [JSONValue] = [], attributes: [JSONValue] = [], overrides: JSONValue? = nil,
    group: String? = nil, startedBy: String? = nil, launchType: String? = nil,
    capacityProviderName: String? = nil, platformVersion: String? = nil,
    platformFamily: String? = nil, availabilityZone: String? = nil, connectivity: String? = nil,
    cpu: String? = nil, memory: String? = nil, ephemeralStorage: JSONValue? = nil,
    enableExecuteCommand: Bool? = nil, stopCode: String? = nil, stoppedReason: String? = nil,
    createdAt: Timestamp? = nil, connectivityAt: Timestamp? = nil, pullStartedAt: Timestamp? = nil,
    pullStoppedAt: Timestamp? = nil, startedAt: Timestamp? = nil, stoppingAt: Timestamp? = nil,
    executionStoppedAt: Timestamp? = nil, stoppedAt: Timestamp? = nil, updatedAt: Timestamp? = nil,
    version: Int? = nil
  ) {
    self.taskARN = taskARN
    self.clusterARN = clusterARN
    self.lastStatus = lastStatus
    self.desiredStatus = desiredStatus
    self.taskDefinitionARN = taskDefinitionARN
    self.containerInstanceARN = containerInstanceARN
    self.containers = containers
    self.attachments = attachments
    self.attributes = attributes
    self.overrides = overrides
    self.group = group
    self.startedBy = startedBy
    self.launchType = launchType
    self.capacityProviderName = capacityProviderName
    self.platformVersion = platformVersion
    self.platformFamily = platformFamily
    self.availabilityZone = availabilityZone
    self.connectivity = connectivity
    self.cpu = cpu
    self.memory = memory
    self.ephemeralStorage = ephemeralStorage
    self.enableExecuteCommand = enableExecuteCommand
    self.stopCode = stopCode
    self.stoppedReason = stoppedReason
    self.createdAt = createdAt
    self.connectivityAt = connectivityAt
    self.pullStartedAt = pullStartedAt
    self.pullStoppedAt = pullStoppedAt
    self.startedAt = startedAt
    self.stoppingAt = stoppingAt
    self.executionStoppedAt = executionStoppedAt
    self.stoppedAt = stoppedAt
    self.updatedAt = updatedAt
    self.version = version
  }

  enum CodingKeys: String, CodingKey {
    case taskARN = "taskArn"
    case clusterARN = "clusterArn"
    case lastStatus, desiredStatus
    case taskDefinitionARN = "taskDefinitionArn"
    case containerInstanceARN = "containerInstanceArn"
    case containers, attachments, attributes, overrides, group, startedBy, launchType,
      capacityProviderName, platformVersion, platformFamily, availabilityZone, connectivity, cpu,
      memory, ephemeralStorage, enableExecuteCommand, stopCode, stoppedReason, createdAt,
      connectivityAt, pullStartedAt, pullStoppedAt, startedAt, stoppingAt, executionStoppedAt,
      stoppedAt, updatedAt, version
  }
}

extension TaskStateDetail {
  /// A container of the task.
  public struct Container: Codable, Hashable, Sendable {
    public var name: String
    public var containerARN: String?
    public var taskARN: String?
    public var lastStatus: Status?
    public var exitCode: Int?
    public var reason: String?
    public var image: String?
    public var imageDigest: String?
    public var runtimeID: String?
    public var networkInterfaces: [JSONValue]
    public var managedAgents: [JSONValue]
    public var gpuIDs: [String]
    /// In units of 1/1024 of a processor.
    public var cpu: String?
    /// In MiB.
    public var memory: String?
    /// In MiB.
    public var memoryReservation: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      name: String = "", containerARN: String? = nil, taskARN: String? = nil,
      lastStatus: Status? = nil, exitCode: Int? = nil, reason: String? = nil, image: String? = nil,
      imageDigest: String? = nil, runtimeID: String? = nil, networkInterfaces: [JSONValue] = [],
      managedAgents: [JSONValue] = [], gpuIDs: [String] = [], cpu: String? = nil,
      memory: String? = nil, memoryReservation: String? = nil
    ) {
      self.name = name
      self.containerARN = containerARN
      self.taskARN = taskARN
      self.lastStatus = lastStatus
      self.exitCode = exitCode
      self.reason = reason
      self.image = image
      self.imageDigest = imageDigest
      self.runtimeID = runtimeID
      self.networkInterfaces = networkInterfaces
      self.managedAgents = managedAgents
      self.gpuIDs = gpuIDs
      self.cpu = cpu
      self.memory = memory
      self.memoryReservation = memoryReservation
    }

    enum CodingKeys: String, CodingKey {
      case name
      case containerARN = "containerArn"
      case taskARN = "taskArn"
      case lastStatus, exitCode, reason, image, imageDigest
      case runtimeID = "runtimeId"
      case networkInterfaces, managedAgents
      case gpuIDs = "gpuIds"
      case cpu, memory, memoryReservation
    }
  }
}

extension TaskStateDetail {
  /// How far a task or a container has come.
  public struct Status: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `PROVISIONING`.
    public static let provisioning: Self = "PROVISIONING"
    /// `PENDING`.
    public static let pending: Self = "PENDING"
    /// `ACTIVATING`.
    public static let activating: Self = "ACTIVATING"
    /// `RUNNING`.
    public static let running: Self = "RUNNING"
    /// `DEACTIVATING`.
    public static let deactivating: Self = "DEACTIVATING"
    /// `STOPPING`.
    public static let stopping: Self = "STOPPING"
    /// `DEPROVISIONING`.
    public static let deprovisioning: Self = "DEPROVISIONING"
    /// `STOPPED`.
    public static let stopped: Self = "STOPPED"
  }
}
