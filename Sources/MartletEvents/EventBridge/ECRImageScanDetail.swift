/// What ECR tells of an image that it has scanned (AWS: “Amazon ECR events and EventBridge”).
public struct ECRImageScanDetail: EventBridgeDetail {
  public var repositoryName: String
  /// `COMPLETE` or `FAILED`.
  public var scanStatus: String?
  /// `sha256:…`.
  public var imageDigest: String?
  public var imageTags: [String]
  /// How many findings there are of each severity: `CRITICAL`, `HIGH` …
  public var findingSeverityCounts: [String: Int]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    repositoryName: String = "", scanStatus: String? = nil, imageDigest: String? = nil,
    imageTags: [String] = [], findingSeverityCounts: [String: Int] = [:]
  ) {
    self.repositoryName = repositoryName
    self.scanStatus = scanStatus
    self.imageDigest = imageDigest
    self.imageTags = imageTags
    self.findingSeverityCounts = findingSeverityCounts
  }

  enum CodingKeys: String, CodingKey {
    case repositoryName = "repository-name"
    case scanStatus = "scan-status"
    case imageDigest = "image-digest"
    case imageTags = "image-tags"
    case findingSeverityCounts = "finding-severity-counts"
  }
}
