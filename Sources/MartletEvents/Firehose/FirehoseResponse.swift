/// The transformed records: one for each that came, in any order.
public struct FirehoseResponse: Codable, Hashable, Sendable {
  public var records: [Record]

  /// Makes one, such as for a test; every argument has a default.
  public init(records: [Record] = []) {
    self.records = records
  }
}

extension FirehoseResponse {
  /// What became of a record.
  public struct Record: Codable, Hashable, Sendable {
    public var recordID: String
    public var result: Result
    /// What is delivered in place of the record.
    public var data: Base64Bytes?
    public var metadata: Metadata?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      recordID: String = "", result: Result = .ok, data: Base64Bytes? = nil,
      metadata: Metadata? = nil
    ) {
      self.recordID = recordID
      self.result = result
      self.data = data
      self.metadata = metadata
    }

    enum CodingKeys: String, CodingKey {
      case recordID = "recordId"
      case result, data, metadata
    }
  }
}

extension FirehoseResponse {
  /// Whether a record is delivered.
  public struct Result: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `Ok`.
    public static let ok: Self = "Ok"
    /// Left out on purpose.
    public static let dropped: Self = "Dropped"
    /// `ProcessingFailed`.
    public static let processingFailed: Self = "ProcessingFailed"
  }
}

extension FirehoseResponse {
  /// What the delivery needs besides the data.
  public struct Metadata: Codable, Hashable, Sendable {
    /// For dynamic partitioning.
    public var partitionKeys: [String: String]

    /// Makes one, such as for a test; every argument has a default.
    public init(partitionKeys: [String: String] = [:]) {
      self.partitionKeys = partitionKeys
    }
  }
}
