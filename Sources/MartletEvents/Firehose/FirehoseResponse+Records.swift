extension FirehoseEvent.Record {
  /// The answer that the record is to be delivered as this.
  public func transformed(
    _ data: [UInt8], partitionKeys: [String: String]? = nil
  ) -> FirehoseResponse.Record {
    .init(
      recordID: recordID, result: .ok, data: Base64Bytes(data),
      metadata: partitionKeys.map { .init(partitionKeys: $0) })
  }

  /// The answer that the record is to be left out.
  public var dropped: FirehoseResponse.Record {
    .init(recordID: recordID, result: .dropped, data: data)
  }

  /// The answer that the record could not be transformed.
  public var failed: FirehoseResponse.Record {
    .init(recordID: recordID, result: .processingFailed, data: data)
  }
}
