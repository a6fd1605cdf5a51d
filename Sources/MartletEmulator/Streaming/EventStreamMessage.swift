internal import MartletHTTP

/// One message of AWS's event-stream encoding (`application/vnd.amazon.eventstream`), as SDKs read
/// the answers of `InvokeWithResponseStream`: lengths, headers and payload between two checksums,
/// numbers with the highest byte first.
struct EventStreamMessage {
  private let headers: [(name: String, value: String)]
  private let payload: [UInt8]

  /// A part of the response.
  static func payloadChunk(_ bytes: [UInt8]) -> EventStreamMessage {
    EventStreamMessage("PayloadChunk", "application/octet-stream", bytes)
  }

  /// The end of the response.
  static func invokeComplete(_ json: String) -> EventStreamMessage {
    EventStreamMessage("InvokeComplete", "application/json", Array(json.utf8))
  }

  private init(_ event: String, _ contentType: String, _ payload: [UInt8]) {
    headers = [
      (":message-type", "event"), (":event-type", event), (":content-type", contentType),
    ]
    self.payload = payload
  }

  var bytes: [UInt8] {
    var encodedHeaders: [UInt8] = []
    for (name, value) in headers {
      encodedHeaders.append(UInt8(name.utf8.count))
      encodedHeaders += name.utf8
      // 7 is a string.
      encodedHeaders.append(7)
      encodedHeaders += [UInt8(value.utf8.count >> 8), UInt8(value.utf8.count & 0xFF)]
      encodedHeaders += value.utf8
    }
    let length = 16 + encodedHeaders.count + payload.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(length)
    bytes += Self.bigEndian(UInt32(length)) + Self.bigEndian(UInt32(encodedHeaders.count))
    var checksum = CRC32()
    checksum.update(bytes[...])
    bytes += Self.bigEndian(checksum.value)
    bytes += encodedHeaders
    bytes += payload
    checksum.update(bytes[8...])
    return bytes + Self.bigEndian(checksum.value)
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
