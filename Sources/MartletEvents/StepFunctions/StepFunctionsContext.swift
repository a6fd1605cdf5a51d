/// The context object of AWS Step Functions, where a state's arguments hand it on (AWS:
/// “Accessing execution data from the Context object”). What a task sends besides is one's own:
/// `{"input.$": "$", "context.$": "$$"}` is `StepFunctionsTask<Input>`.
public struct StepFunctionsContext: SampledEvent {
  public var execution: Execution?
  public var state: State?
  public var stateMachine: StateMachine?
  /// Where the state waits for a callback.
  public var task: Task?
  /// Within a map.
  public var map: Map?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    execution: Execution? = nil, state: State? = nil, stateMachine: StateMachine? = nil,
    task: Task? = nil, map: Map? = nil
  ) {
    self.execution = execution
    self.state = state
    self.stateMachine = stateMachine
    self.task = task
    self.map = map
  }

  enum CodingKeys: String, CodingKey {
    case execution = "Execution"
    case state = "State"
    case stateMachine = "StateMachine"
    case task = "Task"
    case map = "Map"
  }
}

extension StepFunctionsContext {
  /// An execution.
  public struct Execution: Codable, Hashable, Sendable {
    public var id: String
    public var input: JSONValue?
    public var name: String?
    public var roleARN: String?
    public var startTime: Timestamp?
    /// How often the execution was started again after a failure.
    public var redriveCount: Int?
    public var redriveTime: Timestamp?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      id: String = "", input: JSONValue? = nil, name: String? = nil, roleARN: String? = nil,
      startTime: Timestamp? = nil, redriveCount: Int? = nil, redriveTime: Timestamp? = nil
    ) {
      self.id = id
      self.input = input
      self.name = name
      self.roleARN = roleARN
      self.startTime = startTime
      self.redriveCount = redriveCount
      self.redriveTime = redriveTime
    }

    enum CodingKeys: String, CodingKey {
      case id = "Id"
      case input = "Input"
      case name = "Name"
      case roleARN = "RoleArn"
      case startTime = "StartTime"
      case redriveCount = "RedriveCount"
      case redriveTime = "RedriveTime"
    }
  }
}

extension StepFunctionsContext {
  /// A state.
  public struct State: Codable, Hashable, Sendable {
    public var enteredTime: Timestamp?
    public var name: String?
    /// How often this state was tried before.
    public var retryCount: Int?

    /// Makes one, such as for a test; every argument has a default.
    public init(enteredTime: Timestamp? = nil, name: String? = nil, retryCount: Int? = nil) {
      self.enteredTime = enteredTime
      self.name = name
      self.retryCount = retryCount
    }

    enum CodingKeys: String, CodingKey {
      case enteredTime = "EnteredTime"
      case name = "Name"
      case retryCount = "RetryCount"
    }
  }
}

extension StepFunctionsContext {
  /// A state machine.
  public struct StateMachine: Codable, Hashable, Sendable {
    public var id: String?
    public var name: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(id: String? = nil, name: String? = nil) {
      self.id = id
      self.name = name
    }

    enum CodingKeys: String, CodingKey {
      case id = "Id"
      case name = "Name"
    }
  }
}

extension StepFunctionsContext {
  /// A task.
  public struct Task: Codable, Hashable, Sendable {
    /// For SendTaskSuccess and SendTaskFailure.
    public var token: String

    /// Makes one, such as for a test; every argument has a default.
    public init(token: String = "") {
      self.token = token
    }

    enum CodingKeys: String, CodingKey {
      case token = "Token"
    }
  }
}

extension StepFunctionsContext {
  /// A map's turn.
  public struct Map: Codable, Hashable, Sendable {
    public var item: MapItem?

    /// Makes one, such as for a test; every argument has a default.
    public init(item: MapItem? = nil) {
      self.item = item
    }

    enum CodingKeys: String, CodingKey {
      case item = "Item"
    }
  }
}

extension StepFunctionsContext {
  /// An item of a map.
  public struct MapItem: Codable, Hashable, Sendable {
    /// The place in the list that the Map state goes through, from 0.
    public var index: Int?
    /// The element itself.
    public var value: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(index: Int? = nil, value: JSONValue? = nil) {
      self.index = index
      self.value = value
    }

    enum CodingKeys: String, CodingKey {
      case index = "Index"
      case value = "Value"
    }
  }
}
