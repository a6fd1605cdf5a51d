/// What CodeBuild tells of a build's state or phase (AWS: “Build notifications input format
/// reference”).
public struct CodeBuildDetail: EventBridgeDetail {
  public var buildID: String
  public var projectName: String
  public var buildStatus: Status?
  public var currentPhase: String?
  public var currentPhaseContext: String?
  /// This and the next four: where a phase changed.
  public var completedPhase: String?
  public var completedPhaseStatus: String?
  public var completedPhaseContext: String?
  /// In seconds.
  public var completedPhaseDuration: Double?
  /// `Sep 1, 2017 4:13:26 PM`.
  public var completedPhaseStart: String?
  public var completedPhaseEnd: String?
  public var additionalInformation: JSONValue?
  public var version: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    buildID: String = "", projectName: String = "", buildStatus: Status? = nil,
    currentPhase: String? = nil, currentPhaseContext: String? = nil, completedPhase: String? = nil,
    completedPhaseStatus: String? = nil, completedPhaseContext: String? = nil,
    completedPhaseDuration: Double? = nil, completedPhaseStart: String? = nil,
    completedPhaseEnd: String? = nil, additionalInformation: JSONValue? = nil,
    version: String? = nil
  ) {
    self.buildID = buildID
    self.projectName = projectName
    self.buildStatus = buildStatus
    self.currentPhase = currentPhase
    self.currentPhaseContext = currentPhaseContext
    self.completedPhase = completedPhase
    self.completedPhaseStatus = completedPhaseStatus
    self.completedPhaseContext = completedPhaseContext
    self.completedPhaseDuration = completedPhaseDuration
    self.completedPhaseStart = completedPhaseStart
    self.completedPhaseEnd = completedPhaseEnd
    self.additionalInformation = additionalInformation
    self.version = version
  }

  enum CodingKeys: String, CodingKey {
    case buildID = "build-id"
    case projectName = "project-name"
    case buildStatus = "build-status"
    case currentPhase = "current-phase"
    case currentPhaseContext = "current-phase-context"
    case completedPhase = "completed-phase"
    case completedPhaseStatus = "completed-phase-status"
    case completedPhaseContext = "completed-phase-context"
    case completedPhaseDuration = "completed-phase-duration-seconds"
    case completedPhaseStart = "completed-phase-start"
    case completedPhaseEnd = "completed-phase-end"
    case additionalInformation = "additional-information"
    case version
  }
}

extension CodeBuildDetail {
  /// A build's statuses.
  public struct Status: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `IN_PROGRESS`.
    public static let inProgress: Self = "IN_PROGRESS"
    /// `SUCCEEDED`.
    public static let succeeded: Self = "SUCCEEDED"
    /// `FAILED`.
    public static let failed: Self = "FAILED"
    /// `FAULT`.
    public static let faulted: Self = "FAULT"
    /// `STOPPED`.
    public static let stopped: Self = "STOPPED"
    /// `TIMED_OUT`.
    public static let timedOut: Self = "TIMED_OUT"
  }
}
