/// What S3 tells EventBridge about an object (AWS: “EventBridge event message structure”).
public struct S3ObjectDetail: EventBridgeDetail {
  public var version: String?
  public var bucket: Bucket
  public var object: Object
  public var requestID: String?
  public var requester: String?
  public var sourceIPAddress: String?
  /// `PutObject`, `CopyObject`, `Lifecycle Expiration` …
  public var reason: String?
  public var deletionType: String?
  public var sourceStorageClass: String?
  public var destinationStorageClass: String?
  public var destinationAccessTier: String?
  public var restoreExpiryTime: Timestamp?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    version: String? = "0", bucket: Bucket = .init(), object: Object = .init(),
    requestID: String? = nil, requester: String? = nil, sourceIPAddress: String? = nil,
    reason: String? = nil, deletionType: String? = nil, sourceStorageClass: String? = nil,
    destinationStorageClass: String? = nil, destinationAccessTier: String? = nil,
    restoreExpiryTime: Timestamp? = nil
  ) {
    self.version = version
    self.bucket = bucket
    self.object = object
    self.requestID = requestID
    self.requester = requester
    self.sourceIPAddress = sourceIPAddress
    self.reason = reason
    self.deletionType = deletionType
    self.sourceStorageClass = sourceStorageClass
    self.destinationStorageClass = destinationStorageClass
    self.destinationAccessTier = destinationAccessTier
    self.restoreExpiryTime = restoreExpiryTime
  }

  enum CodingKeys: String, CodingKey {
    case version, bucket, object
    case requestID = "request-id"
    case requester
    case sourceIPAddress = "source-ip-address"
    case reason
    case deletionType = "deletion-type"
    case sourceStorageClass = "source-storage-class"
    case destinationStorageClass = "destination-storage-class"
    case destinationAccessTier = "destination-access-tier"
    case restoreExpiryTime = "restore-expiry-time"
  }
}

extension S3ObjectDetail {
  /// A bucket.
  public struct Bucket: Codable, Hashable, Sendable {
    public var name: String

    /// Makes one, such as for a test; every argument has a default.
    public init(name: String = "") {
      self.name = name
    }
  }
}

extension S3ObjectDetail {
  /// An object.
  public struct Object: Codable, Hashable, Sendable {
    /// As it is, not encoded.
    public var key: String
    /// In bytes.
    public var size: Int?
    public var eTag: String?
    public var versionID: String?
    /// Orders the events of one object: compared as text, the shorter filled up with zeros.
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
      case key, size
      case eTag = "etag"
      case versionID = "version-id"
      case sequencer
    }
  }
}
