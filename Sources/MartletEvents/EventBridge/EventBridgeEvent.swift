/// An event of Amazon EventBridge (AWS: “EventBridge events” in its user guide): the envelope that
/// all sources share, around a detail of the source's own.
///
/// `EventBridgeEvent<JSONValue>` takes any event; `EventBridgeEvent<Order>` those of one's own.
public struct EventBridgeEvent<Detail: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// `0`.
  public var version: String?
  /// Identifies the event.
  public var id: String
  /// What kind of detail it has.
  public var detailType: String
  /// Who sent it: `aws.ec2`, or a name of one's own.
  public var source: String
  /// The account that it arose in.
  public var account: String?
  /// When it arose.
  public var time: Timestamp?
  /// Where it arose.
  public var region: String?
  /// The ARNs of what it is about.
  public var resources: [String]
  /// The name under which it is replayed from an archive.
  public var replayName: String?
  /// What the source says.
  public var detail: Detail

  /// Makes an event, such as for a test.
  public init(
    version: String? = "0", id: String = "", detailType: String = "", source: String = "",
    account: String? = nil, time: Timestamp? = nil, region: String? = nil,
    resources: [String] = [], replayName: String? = nil, detail: Detail
  ) {
    self.version = version
    self.id = id
    self.detailType = detailType
    self.source = source
    self.account = account
    self.time = time
    self.region = region
    self.resources = resources
    self.replayName = replayName
    self.detail = detail
  }

  enum CodingKeys: String, CodingKey {
    case version, id
    case detailType = "detail-type"
    case source, account, time, region, resources
    case replayName = "replay-name"
    case detail
  }

  /// Decodes an event. One that was written by hand may have nothing but its detail; the texts that
  /// the platform's have always are then empty.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    version = try container.decodeIfPresent(String.self, forKey: .version)
    id = try container.decodeIfPresent(String.self, forKey: .id) ?? ""
    detailType = try container.decodeIfPresent(String.self, forKey: .detailType) ?? ""
    source = try container.decodeIfPresent(String.self, forKey: .source) ?? ""
    account = try container.decodeIfPresent(String.self, forKey: .account)
    time = try container.decodeIfPresent(Timestamp.self, forKey: .time)
    region = try container.decodeIfPresent(String.self, forKey: .region)
    resources = try container.decode([String].self, forKey: .resources)
    replayName = try container.decodeIfPresent(String.self, forKey: .replayName)
    if !container.contains(.detail),
      let empty = (Detail.self as? any Omissible.Type)?.init() as? Detail
    {
      detail = empty
    } else {
      detail = try container.decode(Detail.self, forKey: .detail)
    }
  }
}

/// An event whose detail names an example of itself.
extension EventBridgeEvent: SampledEvent where Detail: EventBridgeDetail {
  /// The example as the platform would send it.
  public static var sampleJSON: String { Detail.sampleEventJSON }
}

/// What a source puts in the envelope of EventBridge.
public protocol EventBridgeDetail: Codable, Hashable, Sendable {
  /// An example of the whole event.
  static var sampleEventJSON: String { get }
}
