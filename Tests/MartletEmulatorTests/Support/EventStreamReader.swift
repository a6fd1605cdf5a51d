/// Takes AWS's event messages out of a chunked HTTP response as they come, with no code of the
/// product.
struct EventStreamReader {
  private var raw: [UInt8] = []
  private var isBody = false
  private var body: [UInt8] = []
  private(set) var isOver = false
  private(set) var head = ""
  /// Type and payload of each whole message.
  private(set) var messages: [(type: String, payload: String)] = []

  mutating func append(_ bytes: [UInt8]) {
    raw += bytes
    if !isBody {
      guard let end = Self.find([13, 10, 13, 10], in: raw) else { return }
      head = String(decoding: raw[..<end], as: UTF8.self)
      raw.removeFirst(end + 4)
      isBody = true
    }
    takeChunks()
    takeMessages()
  }

  private mutating func takeChunks() {
    while let end = Self.find([13, 10], in: raw),
      let size = Int(String(decoding: raw[..<end], as: UTF8.self), radix: 16),
      raw.count >= end + 2 + size + 2
    {
      body += raw[(end + 2)..<(end + 2 + size)]
      raw.removeFirst(end + 2 + size + 2)
      if size == 0 { isOver = true }
    }
  }

  private mutating func takeMessages() {
    while body.count >= 12 {
      let length = Self.number(body[0..<4])
      guard body.count >= length else { return }
      let headers = Self.number(body[4..<8])
      let text = String(decoding: body[12..<(12 + headers)], as: UTF8.self)
      let type = text.contains("PayloadChunk") ? "PayloadChunk" : "InvokeComplete"
      let payload = String(decoding: body[(12 + headers)..<(length - 4)], as: UTF8.self)
      messages.append((type, payload))
      body.removeFirst(length)
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  private static func find(_ pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= pattern.count else { return nil }
    return (0...(bytes.count - pattern.count)).first {
      bytes[$0..<($0 + pattern.count)].elementsEqual(pattern)
    }
  }
}
