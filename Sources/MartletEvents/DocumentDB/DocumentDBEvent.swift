/// Changes of an Amazon DocumentDB collection (AWS: “Using AWS Lambda with Amazon DocumentDB”).
public struct DocumentDBEvent: SampledEvent {
  public var eventSourceARN: String?
  public var eventSource: String?
  public var events: [Record]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    eventSourceARN: String? = nil, eventSource: String? = "aws:docdb", events: [Record] = []
  ) {
    self.eventSourceARN = eventSourceARN
    self.eventSource = eventSource
    self.events = events
  }

  enum CodingKeys: String, CodingKey {
    case eventSourceARN = "eventSourceArn"
    case eventSource, events
  }
}

extension DocumentDBEvent {
  /// A change in its envelope.
  public struct Record: Codable, Hashable, Sendable {
    public var change: Change

    /// Makes one, such as for a test; every argument has a default.
    public init(change: Change = .init()) {
      self.change = change
    }

    enum CodingKeys: String, CodingKey {
      case change = "event"
    }
  }
}

extension DocumentDBEvent {
  /// A change (MongoDB: “Change events”).
  public struct Change: Codable, Hashable, Sendable {
    /// Where in the change stream the event stands.
    public var resumeToken: [String: JSONValue]
    /// When it was written, as a BSON timestamp in extended JSON.
    public var clusterTime: JSONValue?
    /// What `_id` the document has.
    public var documentKey: [String: JSONValue]
    /// As MongoDB's extended JSON.
    public var fullDocument: JSONValue?
    public var fullDocumentBeforeChange: JSONValue?
    public var namespace: Namespace?
    public var renamedTo: Namespace?
    public var operationType: Operation
    public var updateDescription: Update?
    /// In a transaction.
    public var txnNumber: JSONValue?
    /// The session, in a transaction.
    public var lsid: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      resumeToken: [String: JSONValue] = [:], clusterTime: JSONValue? = nil,
      documentKey: [String: JSONValue] = [:], fullDocument: JSONValue? = nil,
      fullDocumentBeforeChange: JSONValue? = nil, namespace: Namespace? = nil,
      renamedTo: Namespace? = nil, operationType: Operation = "", updateDescription: Update? = nil,
      txnNumber: JSONValue? = nil, lsid: JSONValue? = nil
    ) {
      self.resumeToken = resumeToken
      self.clusterTime = clusterTime
      self.documentKey = documentKey
      self.fullDocument = fullDocument
      self.fullDocumentBeforeChange = fullDocumentBeforeChange
      self.namespace = namespace
      self.renamedTo = renamedTo
      self.operationType = operationType
      self.updateDescription = updateDescription
      self.txnNumber = txnNumber
      self.lsid = lsid
    }

    enum CodingKeys: String, CodingKey {
      case resumeToken = "_id"
      case clusterTime, documentKey, fullDocument, fullDocumentBeforeChange
      case namespace = "ns"
      case renamedTo = "to"
      case operationType, updateDescription, txnNumber, lsid
    }
  }
}

extension DocumentDBEvent {
  /// A database and its collection.
  public struct Namespace: Codable, Hashable, Sendable {
    public var database: String
    public var collection: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(database: String = "", collection: String? = nil) {
      self.database = database
      self.collection = collection
    }

    enum CodingKeys: String, CodingKey {
      case database = "db"
      case collection = "coll"
    }
  }
}

extension DocumentDBEvent {
  /// What an update changed.
  public struct Update: Codable, Hashable, Sendable {
    public var updatedFields: [String: JSONValue]
    public var removedFields: [String]
    public var truncatedArrays: [JSONValue]

    /// Makes one, such as for a test; every argument has a default.
    public init(
      updatedFields: [String: JSONValue] = [:], removedFields: [String] = [],
      truncatedArrays: [JSONValue] = []
    ) {
      self.updatedFields = updatedFields
      self.removedFields = removedFields
      self.truncatedArrays = truncatedArrays
    }
  }
}

extension DocumentDBEvent {
  /// What was done.
  public struct Operation: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `insert`.
    public static let insert: Self = "insert"
    /// `update`.
    public static let update: Self = "update"
    /// `replace`.
    public static let replace: Self = "replace"
    /// `delete`.
    public static let delete: Self = "delete"
    /// `drop`.
    public static let drop: Self = "drop"
    /// `dropDatabase`.
    public static let dropDatabase: Self = "dropDatabase"
    /// `rename`.
    public static let rename: Self = "rename"
    /// `invalidate`.
    public static let invalidate: Self = "invalidate"
  }
}
