/// What became of the tasks.
public struct S3BatchResponse: Codable, Hashable, Sendable {
  public var invocationSchemaVersion: String
  public var treatMissingKeysAs: ResultCode
  public var invocationID: String
  public var results: [Result]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    invocationSchemaVersion: String = "1.0", treatMissingKeysAs: ResultCode = .permanentFailure,
    invocationID: String = "", results: [Result] = []
  ) {
    self.invocationSchemaVersion = invocationSchemaVersion
    self.treatMissingKeysAs = treatMissingKeysAs
    self.invocationID = invocationID
    self.results = results
  }

  enum CodingKeys: String, CodingKey {
    case invocationSchemaVersion, treatMissingKeysAs
    case invocationID = "invocationId"
    case results
  }
}

extension S3BatchResponse {
  /// What became of a task.
  public struct Result: Codable, Hashable, Sendable {
    public var taskID: String
    public var resultCode: ResultCode
    /// For the job's report.
    public var resultString: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      taskID: String = "", resultCode: ResultCode = .succeeded, resultString: String? = nil
    ) {
      self.taskID = taskID
      self.resultCode = resultCode
      self.resultString = resultString
    }

    enum CodingKeys: String, CodingKey {
      case taskID = "taskId"
      case resultCode, resultString
    }
  }
}

extension S3BatchResponse {
  /// How it went.
  public struct ResultCode: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `Succeeded`.
    public static let succeeded: Self = "Succeeded"
    /// To be tried again.
    public static let temporaryFailure: Self = "TemporaryFailure"
    /// `PermanentFailure`.
    public static let permanentFailure: Self = "PermanentFailure"
  }
}
