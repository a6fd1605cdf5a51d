/// A task of S3 Batch Operations (AWS: “Invoke AWS Lambda function” in the S3 user guide), of the
/// schema 1.0 or 2.0.
public struct S3BatchEvent: SampledEvent {
  public var invocationSchemaVersion: String
  public var invocationID: String
  public var job: Job?
  public var tasks: [Task]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    invocationSchemaVersion: String = "1.0", invocationID: String = "", job: Job? = nil,
    tasks: [Task] = []
  ) {
    self.invocationSchemaVersion = invocationSchemaVersion
    self.invocationID = invocationID
    self.job = job
    self.tasks = tasks
  }

  enum CodingKeys: String, CodingKey {
    case invocationSchemaVersion
    case invocationID = "invocationId"
    case job, tasks
  }
}

extension S3BatchEvent {
  /// The job.
  public struct Job: Codable, Hashable, Sendable {
    public var id: String?
    /// Of the schema 2.0.
    public var userArguments: [String: String]?

    /// Makes one, such as for a test; every argument has a default.
    public init(id: String? = nil, userArguments: [String: String]? = nil) {
      self.id = id
      self.userArguments = userArguments
    }
  }
}

extension S3BatchEvent {
  /// A task: an object.
  public struct Task: Codable, Hashable, Sendable {
    public var taskID: String
    /// As the manifest has it: URL-encoded where that is.
    public var key: String
    public var versionID: String?
    /// Of the schema 1.0.
    public var bucketARN: String?
    /// Of the schema 2.0.
    public var bucket: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      taskID: String = "", key: String = "", versionID: String? = nil, bucketARN: String? = nil,
      bucket: String? = nil
    ) {
      self.taskID = taskID
      self.key = key
      self.versionID = versionID
      self.bucketARN = bucketARN
      self.bucket = bucket
    }

    enum CodingKeys: String, CodingKey {
      case taskID = "taskId"
      case key = "s3Key"
      case versionID = "s3VersionId"
      case bucketARN = "s3BucketArn"
      case bucket = "s3Bucket"
    }
  }
}
