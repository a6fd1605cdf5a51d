/// What happened in an Amazon S3 bucket (AWS: “Event message structure” in the S3 user guide).
public struct S3Event: SampledEvent {
  public var records: [Record]

  /// Makes one, such as for a test; every argument has a default.
  public init(records: [Record] = []) {
    self.records = records
  }

  enum CodingKeys: String, CodingKey {
    case records = "Records"
  }
}

extension S3Event {
  /// One thing that happened.
  public struct Record: Codable, Hashable, Sendable {
    public var eventVersion: String?
    public var eventSource: String?
    public var awsRegion: String?
    public var eventTime: Timestamp?
    /// Without the `s3:` of the notification's configuration.
    public var eventName: EventName
    public var userIdentity: UserIdentity?
    public var requestParameters: RequestParameters?
    public var responseElements: ResponseElements?
    public var entity: Entity
    /// For `ObjectRestore:Completed`.
    public var glacierEventData: GlacierEventData?
    public var restoreEventData: JSONValue?
    /// For replication events.
    public var replicationEventData: ReplicationEventData?
    /// For lifecycle transitions.
    public var lifecycleEventData: LifecycleEventData?
    /// For `IntelligentTiering`.
    public var intelligentTieringEventData: IntelligentTieringEventData?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      eventVersion: String? = "2.1", eventSource: String? = "aws:s3", awsRegion: String? = nil,
      eventTime: Timestamp? = nil, eventName: EventName = "", userIdentity: UserIdentity? = nil,
      requestParameters: RequestParameters? = nil, responseElements: ResponseElements? = nil,
      entity: Entity = .init(), glacierEventData: GlacierEventData? = nil,
      restoreEventData: JSONValue? = nil, replicationEventData: ReplicationEventData? = nil,
      lifecycleEventData: LifecycleEventData? = nil,
      intelligentTieringEventData: IntelligentTieringEventData? = nil
    ) {
      self.eventVersion = eventVersion
      self.eventSource = eventSource
      self.awsRegion = awsRegion
      self.eventTime = eventTime
      self.eventName = eventName
      self.userIdentity = userIdentity
      self.requestParameters = requestParameters
      self.responseElements = responseElements
      self.entity = entity
      self.glacierEventData = glacierEventData
      self.restoreEventData = restoreEventData
      self.replicationEventData = replicationEventData
      self.lifecycleEventData = lifecycleEventData
      self.intelligentTieringEventData = intelligentTieringEventData
    }

    enum CodingKeys: String, CodingKey {
      case eventVersion, eventSource, awsRegion, eventTime, eventName, userIdentity,
        requestParameters, responseElements
      case entity = "s3"
      case glacierEventData, restoreEventData, replicationEventData, lifecycleEventData,
        intelligentTieringEventData
    }
  }
}

extension S3Event {
  /// What can happen to an object.
  public struct EventName: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `ObjectCreated:Put`.
    public static let put: Self = "ObjectCreated:Put"
    /// `ObjectCreated:Post`.
    public static let post: Self = "ObjectCreated:Post"
    /// `ObjectCreated:Copy`.
    public static let copy: Self = "ObjectCreated:Copy"
    /// `ObjectCreated:CompleteMultipartUpload`.
    public static let completeMultipartUpload: Self = "ObjectCreated:CompleteMultipartUpload"
    /// `ObjectRemoved:Delete`.
    public static let delete: Self = "ObjectRemoved:Delete"
    /// `ObjectRemoved:DeleteMarkerCreated`.
    public static let deleteMarkerCreated: Self = "ObjectRemoved:DeleteMarkerCreated"
    /// `ObjectRestore:Post`.
    public static let restorePosted: Self = "ObjectRestore:Post"
    /// `ObjectRestore:Completed`.
    public static let restoreCompleted: Self = "ObjectRestore:Completed"
    /// `ObjectRestore:Delete`.
    public static let restoreDeleted: Self = "ObjectRestore:Delete"
    /// `ReducedRedundancyLostObject`.
    public static let reducedRedundancyLost: Self = "ReducedRedundancyLostObject"
    /// `LifecycleTransition`.
    public static let lifecycleTransition: Self = "LifecycleTransition"
    /// `LifecycleExpiration:Delete`.
    public static let lifecycleExpirationDelete: Self = "LifecycleExpiration:Delete"
    /// `LifecycleExpiration:DeleteMarkerCreated`.
    public static let lifecycleExpirationDeleteMarkerCreated: Self =
      "LifecycleExpiration:DeleteMarkerCreated"
    /// `IntelligentTiering`.
    public static let intelligentTiering: Self = "IntelligentTiering"
    /// `ObjectAcl:Put`.
    public static let aclPut: Self = "ObjectAcl:Put"
    /// `ObjectTagging:Put`.
    public static let taggingPut: Self = "ObjectTagging:Put"
    /// `ObjectTagging:Delete`.
    public static let taggingDelete: Self = "ObjectTagging:Delete"
  }
}

extension S3Event {
  /// Who did it.
  public struct UserIdentity: Codable, Hashable, Sendable {
    public var principalID: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(principalID: String? = nil) {
      self.principalID = principalID
    }

    enum CodingKeys: String, CodingKey {
      case principalID = "principalId"
    }
  }
}

extension S3Event {
  /// Where the request came from.
  public struct RequestParameters: Codable, Hashable, Sendable {
    public var sourceIPAddress: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(sourceIPAddress: String? = nil) {
      self.sourceIPAddress = sourceIPAddress
    }
  }
}

extension S3Event {
  /// What S3 answered, for its support.
  public struct ResponseElements: Codable, Hashable, Sendable {
    public var requestID: String?
    public var hostID: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(requestID: String? = nil, hostID: String? = nil) {
      self.requestID = requestID
      self.hostID = hostID
    }

    enum CodingKeys: String, CodingKey {
      case requestID = "x-amz-request-id"
      case hostID = "x-amz-id-2"
    }
  }
}

extension S3Event {
  /// Where it happened.
  public struct Entity: Codable, Hashable, Sendable {
    public var schemaVersion: String?
    /// The notification's configuration.
    public var configurationID: String?
    public var bucket: Bucket
    public var object: Object

    /// Makes one, such as for a test; every argument has a default.
    public init(
      schemaVersion: String? = "1.0", configurationID: String? = nil, bucket: Bucket = .init(),
      object: Object = .init()
    ) {
      self.schemaVersion = schemaVersion
      self.configurationID = configurationID
      self.bucket = bucket
      self.object = object
    }

    enum CodingKeys: String, CodingKey {
      case schemaVersion = "s3SchemaVersion"
      case configurationID = "configurationId"
      case bucket, object
    }
  }
}

extension S3Event {
  /// A bucket.
  public struct Bucket: Codable, Hashable, Sendable {
    public var name: String
    public var ownerIdentity: UserIdentity?
    public var arn: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(name: String = "", ownerIdentity: UserIdentity? = nil, arn: String? = nil) {
      self.name = name
      self.ownerIdentity = ownerIdentity
      self.arn = arn
    }
  }
}

extension S3Event {
  /// An object.
  public struct Object: Codable, Hashable, Sendable {
    /// As the event has it: form-encoded. `decodedKey` is the object's own.
    public var key: String
    /// In bytes; absent where the object was deleted.
    public var size: Int?
    public var eTag: String?
    /// Where the bucket keeps versions.
    public var versionID: String?
    /// Orders the events of one key: compare them as hexadecimal strings of equal length.
    public var sequencer: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      key: String = "", size: Int? = nil, eTag: String? = nil, versionID: String? = nil,
      sequencer: String? = nil
    ) {
      self.key = key
      self.size = size
      self.eTag = eTag
      self.versionID = versionID
      self.sequencer = sequencer
    }

    enum CodingKeys: String, CodingKey {
      case key, size, eTag
      case versionID = "versionId"
      case sequencer
    }
  }
}

extension S3Event {
  /// What a restored object can be read until.
  public struct GlacierEventData: Codable, Hashable, Sendable {
    public var restoreEventData: RestoreEventData?

    /// Makes one, such as for a test; every argument has a default.
    public init(restoreEventData: RestoreEventData? = nil) {
      self.restoreEventData = restoreEventData
    }
  }
}

extension S3Event {
  /// How long a restored object is kept.
  public struct RestoreEventData: Codable, Hashable, Sendable {
    public var lifecycleRestorationExpiryTime: Timestamp?
    public var lifecycleRestoreStorageClass: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      lifecycleRestorationExpiryTime: Timestamp? = nil, lifecycleRestoreStorageClass: String? = nil
    ) {
      self.lifecycleRestorationExpiryTime = lifecycleRestorationExpiryTime
      self.lifecycleRestoreStorageClass = lifecycleRestoreStorageClass
    }
  }
}

extension S3Event {
  /// How a replication went.
  public struct ReplicationEventData: Codable, Hashable, Sendable {
    public var replicationRuleID: String?
    public var destinationBucket: String?
    public var s3Operation: String?
    public var requestTime: Timestamp?
    public var failureReason: String?
    /// In seconds.
    public var threshold: Int?
    /// In seconds.
    public var replicationTime: Int?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      replicationRuleID: String? = nil, destinationBucket: String? = nil,
      s3Operation: String? = nil, requestTime: Timestamp? = nil, failureReason: String? = nil,
      threshold: Int? = nil, replicationTime: Int? = nil
    ) {
      self.replicationRuleID = replicationRuleID
      self.destinationBucket = destinationBucket
      self.s3Operation = s3Operation
      self.requestTime = requestTime
      self.failureReason = failureReason
      self.threshold = threshold
      self.replicationTime = replicationTime
    }

    enum CodingKeys: String, CodingKey {
      case replicationRuleID = "replicationRuleId"
      case destinationBucket, s3Operation, requestTime, failureReason, threshold, replicationTime
    }
  }
}

extension S3Event {
  /// Where an object was moved to.
  public struct LifecycleEventData: Codable, Hashable, Sendable {
    public var transitionEventData: TransitionEventData?

    /// Makes one, such as for a test; every argument has a default.
    public init(transitionEventData: TransitionEventData? = nil) {
      self.transitionEventData = transitionEventData
    }
  }
}

extension S3Event {
  /// The storage class that an object was moved to.
  public struct TransitionEventData: Codable, Hashable, Sendable {
    public var destinationStorageClass: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(destinationStorageClass: String? = nil) {
      self.destinationStorageClass = destinationStorageClass
    }
  }
}

extension S3Event {
  /// Where an object was archived.
  public struct IntelligentTieringEventData: Codable, Hashable, Sendable {
    public var destinationAccessTier: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(destinationAccessTier: String? = nil) {
      self.destinationAccessTier = destinationAccessTier
    }
  }
}
