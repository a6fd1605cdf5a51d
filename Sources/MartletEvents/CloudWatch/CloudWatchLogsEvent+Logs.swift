internal import MartletJSON

extension CloudWatchLogsEvent {
  /// The log events, decompressed and decoded.
  ///
  /// - Parameter limit: how many bytes they may be, decompressed.
  /// - Throws: `GzipError` where the data is no gzip file or longer than the limit, `DecodingError`
  ///   where it is not what CloudWatch Logs sends.
  public func logs(limit: Int = 64 << 20) throws -> Logs {
    try JSON.decode(Logs.self, from: Gzip.decompress(payload.data.bytes, limit: limit))
  }

  /// An event that carries log events, such as for a test; it is not compressed.
  ///
  /// - Throws: nothing that log events could cause.
  public init(_ logs: Logs) throws {
    self.init(payload: Payload(data: Base64Bytes(Gzip.store(try JSON.encode(logs)))))
  }
}
