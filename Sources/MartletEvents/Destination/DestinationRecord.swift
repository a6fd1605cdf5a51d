/// What a destination is told of an asynchronous invocation, or of a batch that failed (AWS:
/// “Retain records of asynchronous invocations”).
public struct DestinationRecord: SampledEvent {
  public var version: String?
  public var timestamp: Timestamp?
  public var requestContext: RequestContext
  /// The event.
  public var requestPayload: JSONValue?
  public var responseContext: ResponseContext?
  /// The output, or the error.
  public var responsePayload: JSONValue?
  public var kinesisBatch: Batch?
  public var dynamoDBBatch: Batch?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    version: String? = "1.0", timestamp: Timestamp? = nil, requestContext: RequestContext = .init(),
    requestPayload: JSONValue? = nil, responseContext: ResponseContext? = nil,
    responsePayload: JSONValue? = nil, kinesisBatch: Batch? = nil, dynamoDBBatch: Batch? = nil
  ) {
    self.version = version
    self.timestamp = timestamp
    self.requestContext = requestContext
    self.requestPayload = requestPayload
    self.responseContext = responseContext
    self.responsePayload = responsePayload
    self.kinesisBatch = kinesisBatch
    self.dynamoDBBatch = dynamoDBBatch
  }

  enum CodingKeys: String, CodingKey {
    case version, timestamp, requestContext, requestPayload, responseContext, responsePayload
    case kinesisBatch = "KinesisBatchInfo"
    case dynamoDBBatch = "DDBStreamBatchInfo"
  }
}

extension DestinationRecord {
  /// The invocation.
  public struct RequestContext: Codable, Hashable, Sendable {
    public var requestID: String
    public var functionARN: String?
    /// `Success`, `RetriesExhausted`, `EventAgeExceeded` …
    public var condition: String?
    /// How often the event was handed to the function.
    public var approximateInvokeCount: Int?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      requestID: String = "", functionARN: String? = nil, condition: String? = nil,
      approximateInvokeCount: Int? = nil
    ) {
      self.requestID = requestID
      self.functionARN = functionARN
      self.condition = condition
      self.approximateInvokeCount = approximateInvokeCount
    }

    enum CodingKeys: String, CodingKey {
      case requestID = "requestId"
      case functionARN = "functionArn"
      case condition, approximateInvokeCount
    }
  }
}

extension DestinationRecord {
  /// Its outcome.
  public struct ResponseContext: Codable, Hashable, Sendable {
    public var statusCode: Int?
    public var executedVersion: String?
    public var functionError: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      statusCode: Int? = nil, executedVersion: String? = nil, functionError: String? = nil
    ) {
      self.statusCode = statusCode
      self.executedVersion = executedVersion
      self.functionError = functionError
    }
  }
}

extension DestinationRecord {
  /// The part of a stream that failed.
  public struct Batch: Codable, Hashable, Sendable {
    public var shardID: String?
    public var startSequenceNumber: String?
    public var endSequenceNumber: String?
    public var approximateArrivalOfFirstRecord: Timestamp?
    public var approximateArrivalOfLastRecord: Timestamp?
    /// In records.
    public var batchSize: Int?
    public var streamARN: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      shardID: String? = nil, startSequenceNumber: String? = nil, endSequenceNumber: String? = nil,
      approximateArrivalOfFirstRecord: Timestamp? = nil,
      approximateArrivalOfLastRecord: Timestamp? = nil, batchSize: Int? = nil,
      streamARN: String? = nil
    ) {
      self.shardID = shardID
      self.startSequenceNumber = startSequenceNumber
      self.endSequenceNumber = endSequenceNumber
      self.approximateArrivalOfFirstRecord = approximateArrivalOfFirstRecord
      self.approximateArrivalOfLastRecord = approximateArrivalOfLastRecord
      self.batchSize = batchSize
      self.streamARN = streamARN
    }

    enum CodingKeys: String, CodingKey {
      case shardID = "shardId"
      case startSequenceNumber, endSequenceNumber, approximateArrivalOfFirstRecord,
        approximateArrivalOfLastRecord, batchSize
      case streamARN = "streamArn"
    }
  }
}
