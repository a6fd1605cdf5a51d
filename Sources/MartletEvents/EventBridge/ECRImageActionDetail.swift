/// What ECR tells of an image that was pushed or deleted (AWS: “Amazon ECR events and
/// EventBridge”).
public struct ECRImageActionDetail: EventBridgeDetail {
  /// `SUCCESS` or `FAILURE`.
  public var result: String?
  public var repositoryName: String
  /// `sha256:…`.
  public var imageDigest: String?
  /// `PUSH` or `DELETE`.
  public var actionType: String?
  public var imageTag: String?
  public var manifestMediaType: String?
  public var artifactMediaType: String?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    result: String? = nil, repositoryName: String = "", imageDigest: String? = nil,
    actionType: String? = nil, imageTag: String? = nil, manifestMediaType: String? = nil,
    artifactMediaType: String? = nil
  ) {
    self.result = result
    self.repositoryName = repositoryName
    self.imageDigest = imageDigest
    self.actionType = actionType
    self.imageTag = imageTag
    self.manifestMediaType = manifestMediaType
    self.artifactMediaType = artifactMediaType
  }

  enum CodingKeys: String, CodingKey {
    case result
    case repositoryName = "repository-name"
    case imageDigest = "image-digest"
    case actionType = "action-type"
    case imageTag = "image-tag"
    case manifestMediaType = "manifest-media-type"
    case artifactMediaType = "artifact-media-type"
  }
}
