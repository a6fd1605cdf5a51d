/// A job of AWS CodePipeline (AWS: “JSON event example” under invoking a Lambda function in a
/// pipeline).
public struct CodePipelineJobEvent: SampledEvent {
  public var job: Job

  /// Makes one, such as for a test; every argument has a default.
  public init(job: Job = .init()) {
    self.job = job
  }

  enum CodingKeys: String, CodingKey {
    case job = "CodePipeline.job"
  }
}

extension CodePipelineJobEvent {
  /// A job.
  public struct Job: Codable, Hashable, Sendable {
    public var id: String
    public var accountID: String?
    public var data: JobData

    /// Makes one, such as for a test; every argument has a default.
    public init(id: String = "", accountID: String? = nil, data: JobData = .init()) {
      self.id = id
      self.accountID = accountID
      self.data = data
    }

    enum CodingKeys: String, CodingKey {
      case id
      case accountID = "accountId"
      case data
    }
  }
}

extension CodePipelineJobEvent {
  /// What a job is about.
  public struct JobData: Codable, Hashable, Sendable {
    public var actionConfiguration: ActionConfiguration?
    public var inputArtifacts: [Artifact]
    public var outputArtifacts: [Artifact]
    public var artifactCredentials: Credentials?
    /// What the function gave on when it put off the job.
    public var continuationToken: String?
    public var encryptionKey: EncryptionKey?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      actionConfiguration: ActionConfiguration? = nil, inputArtifacts: [Artifact] = [],
      outputArtifacts: [Artifact] = [], artifactCredentials: Credentials? = nil,
      continuationToken: String? = nil, encryptionKey: EncryptionKey? = nil
    ) {
      self.actionConfiguration = actionConfiguration
      self.inputArtifacts = inputArtifacts
      self.outputArtifacts = outputArtifacts
      self.artifactCredentials = artifactCredentials
      self.continuationToken = continuationToken
      self.encryptionKey = encryptionKey
    }
  }
}

extension CodePipelineJobEvent {
  /// How the action is configured.
  public struct ActionConfiguration: Codable, Hashable, Sendable {
    /// `FunctionName` and `UserParameters`.
    public var configuration: [String: String]

    /// Makes one, such as for a test; every argument has a default.
    public init(configuration: [String: String] = [:]) {
      self.configuration = configuration
    }
  }
}

extension CodePipelineJobEvent {
  /// What a stage hands on.
  public struct Artifact: Codable, Hashable, Sendable {
    public var name: String?
    public var revision: String?
    public var location: Location?

    /// Makes one, such as for a test; every argument has a default.
    public init(name: String? = nil, revision: String? = nil, location: Location? = nil) {
      self.name = name
      self.revision = revision
      self.location = location
    }
  }
}

extension CodePipelineJobEvent {
  /// Where an artifact lies.
  public struct Location: Codable, Hashable, Sendable {
    public var type: String?
    public var s3Location: ObjectLocation?

    /// Makes one, such as for a test; every argument has a default.
    public init(type: String? = nil, s3Location: ObjectLocation? = nil) {
      self.type = type
      self.s3Location = s3Location
    }
  }
}

extension CodePipelineJobEvent {
  /// An object in S3.
  public struct ObjectLocation: Codable, Hashable, Sendable {
    public var bucketName: String?
    public var objectKey: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(bucketName: String? = nil, objectKey: String? = nil) {
      self.bucketName = bucketName
      self.objectKey = objectKey
    }
  }
}

extension CodePipelineJobEvent {
  /// What opens the artifacts' bucket.
  public struct Credentials: Codable, Hashable, Sendable {
    public var accessKeyID: String?
    public var secretAccessKey: String?
    public var sessionToken: String?
    /// Until when the credentials hold.
    public var expirationTime: EpochMilliseconds?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      accessKeyID: String? = nil, secretAccessKey: String? = nil, sessionToken: String? = nil,
      expirationTime: EpochMilliseconds? = nil
    ) {
      self.accessKeyID = accessKeyID
      self.secretAccessKey = secretAccessKey
      self.sessionToken = sessionToken
      self.expirationTime = expirationTime
    }

    enum CodingKeys: String, CodingKey {
      case accessKeyID = "accessKeyId"
      case secretAccessKey, sessionToken, expirationTime
    }
  }
}

extension CodePipelineJobEvent {
  /// What the artifacts are encrypted with.
  public struct EncryptionKey: Codable, Hashable, Sendable {
    public var id: String?
    public var type: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(id: String? = nil, type: String? = nil) {
      self.id = id
      self.type = type
    }
  }
}
