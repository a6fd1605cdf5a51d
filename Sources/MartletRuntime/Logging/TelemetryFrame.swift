/// A record as the platform takes it on `_LAMBDA_TELEMETRY_LOG_FD`: a header of 16 bytes, big
/// endian, and the record. One frame is one event of the log, line ends included.
enum TelemetryFrame {
  /// The frame's type with the mark that a time follows.
  private static let type: UInt32 = 0xA55A_0002
  private static let isText: UInt32 = 1
  private static let headerSize = 16

  static func bytes(of record: Log.Record, as format: LogSettings.Format) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: headerSize)
    bytes.append(record, as: format, lineEnd: .lineFeed)
    let kind = type | UInt32(record.level.rawValue) << 2 | (format == .text ? isText : 0)
    let length = UInt32(clamping: bytes.count - headerSize)
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: kind.bigEndian, as: UInt32.self)
      $0.storeBytes(of: length.bigEndian, toByteOffset: 4, as: UInt32.self)
      $0.storeBytes(of: record.instant.microseconds.bigEndian, toByteOffset: 8, as: Int64.self)
    }
    // A length that says less than there is would make frames of the rest.
    bytes.removeLast(bytes.count - headerSize - Int(length))
    return bytes
  }
}
