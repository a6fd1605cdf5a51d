/// What a flow of Amazon Connect asks a function (AWS: “Grant Amazon Connect access to your AWS
/// Lambda functions”); it is answered with a flat object of strings.
public struct ConnectEvent: SampledEvent {
  public var name: String?
  public var details: Details

  /// Makes one, such as for a test; every argument has a default.
  public init(name: String? = "ContactFlowEvent", details: Details = .init()) {
    self.name = name
    self.details = details
  }

  enum CodingKeys: String, CodingKey {
    case name = "Name"
    case details = "Details"
  }
}

extension ConnectEvent {
  /// The contact, and what the flow hands on.
  public struct Details: Codable, Hashable, Sendable {
    public var contact: Contact
    public var parameters: [String: String]

    /// Makes one, such as for a test; every argument has a default.
    public init(contact: Contact = .init(), parameters: [String: String] = [:]) {
      self.contact = contact
      self.parameters = parameters
    }

    enum CodingKeys: String, CodingKey {
      case contact = "ContactData"
      case parameters = "Parameters"
    }
  }
}

extension ConnectEvent {
  /// A contact.
  public struct Contact: Codable, Hashable, Sendable {
    public var contactID: String
    public var attributes: [String: String]
    public var channel: Channel?
    public var customerEndpoint: Endpoint?
    public var customerID: String?
    public var description: String?
    public var initialContactID: String?
    public var initiationMethod: String?
    public var instanceARN: String?
    public var languageCode: String?
    public var mediaStreams: JSONValue?
    public var name: String?
    public var previousContactID: String?
    public var relatedContactID: String?
    public var queue: Queue?
    public var references: JSONValue?
    public var segmentAttributes: JSONValue?
    public var systemEndpoint: Endpoint?
    public var tags: [String: String]

    /// Makes one, such as for a test; every argument has a default.
    public init(
      contactID: String = "", attributes: [String: String] = [:], channel: Channel? = nil,
      customerEndpoint: Endpoint? = nil, customerID: String? = nil, description: String? = nil,
      initialContactID: String? = nil, initiationMethod: String? = nil, instanceARN: String? = nil,
      languageCode: String? = nil, mediaStreams: JSONValue? = nil, name: String? = nil,
      previousContactID: String? = nil, relatedContactID: String? = nil, queue: Queue? = nil,
      references: JSONValue? = nil, segmentAttributes: JSONValue? = nil,
      systemEndpoint: Endpoint? = nil, tags: [String: String] = [:]
    ) {
      self.contactID = contactID
      self.attributes = attributes
      self.channel = channel
      self.customerEndpoint = customerEndpoint
      self.customerID = customerID
      self.description = description
      self.initialContactID = initialContactID
      self.initiationMethod = initiationMethod
      self.instanceARN = instanceARN
      self.languageCode = languageCode
      self.mediaStreams = mediaStreams
      self.name = name
      self.previousContactID = previousContactID
      self.relatedContactID = relatedContactID
      self.queue = queue
      self.references = references
      self.segmentAttributes = segmentAttributes
      self.systemEndpoint = systemEndpoint
      self.tags = tags
    }

    enum CodingKeys: String, CodingKey {
      case contactID = "ContactId"
      case attributes = "Attributes"
      case channel = "Channel"
      case customerEndpoint = "CustomerEndpoint"
      case customerID = "CustomerId"
      case description = "Description"
      case initialContactID = "InitialContactId"
      case initiationMethod = "InitiationMethod"
      case instanceARN = "InstanceARN"
      case languageCode = "LanguageCode"
      case mediaStreams = "MediaStreams"
      case name = "Name"
      case previousContactID = "PreviousContactId"
      case relatedContactID = "RelatedContactId"
      case queue = "Queue"
      case references = "References"
      case segmentAttributes = "SegmentAttributes"
      case systemEndpoint = "SystemEndpoint"
      case tags = "Tags"
    }
  }
}

extension ConnectEvent {
  /// How a contact came about.
  public struct Channel: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `VOICE`.
    public static let voice: Self = "VOICE"
    /// `CHAT`.
    public static let chat: Self = "CHAT"
    /// `TASK`.
    public static let task: Self = "TASK"
    /// `EMAIL`.
    public static let email: Self = "EMAIL"
  }
}

extension ConnectEvent {
  /// A telephone number or the like.
  public struct Endpoint: Codable, Hashable, Sendable {
    public var address: String?
    public var type: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(address: String? = nil, type: String? = nil) {
      self.address = address
      self.type = type
    }

    enum CodingKeys: String, CodingKey {
      case address = "Address"
      case type = "Type"
    }
  }
}

extension ConnectEvent {
  /// A queue of contacts.
  public struct Queue: Codable, Hashable, Sendable {
    public var arn: String?
    public var name: String?
    public var outboundCallerID: Endpoint?

    /// Makes one, such as for a test; every argument has a default.
    public init(arn: String? = nil, name: String? = nil, outboundCallerID: Endpoint? = nil) {
      self.arn = arn
      self.name = name
      self.outboundCallerID = outboundCallerID
    }

    enum CodingKeys: String, CodingKey {
      case arn = "ARN"
      case name = "Name"
      case outboundCallerID = "OutboundCallerId"
    }

    /// Decodes a queue, or the bare name that older events have.
    public init(from decoder: any Decoder) throws {
      if let name = try? decoder.singleValueContainer().decode(String.self) {
        self.init(name: name)
        return
      }
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        arn: try container.decodeIfPresent(String.self, forKey: .arn),
        name: try container.decodeIfPresent(String.self, forKey: .name),
        outboundCallerID: try container.decodeIfPresent(Endpoint.self, forKey: .outboundCallerID))
    }
  }
}
