import Testing

/// A telemetry frame, read by other means than the ones that write it.
struct Frame: Sendable {
  let type: UInt32
  let microseconds: UInt64
  let message: String

  /// All frames of what a descriptor took, which has to end with one.
  static func all(of bytes: [UInt8]) throws -> [Frame] {
    var frames: [Frame] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      try #require(rest.count >= 16, "half a header")
      func integer(_ offset: Int, _ size: Int) -> UInt64 {
        rest.dropFirst(offset).prefix(size).reduce(0) { $0 << 8 | UInt64($1) }
      }
      let type = UInt32(integer(0, 4))
      try #require(type >> 16 == 0xA55A, "no header: \(type)")
      let length = Int(integer(4, 4))
      let microseconds = integer(8, 8)
      rest = rest.dropFirst(16)
      try #require(rest.count >= length, "half a message")
      let message = try #require(String(validating: rest.prefix(length), as: UTF8.self))
      frames.append(Frame(type: type, microseconds: microseconds, message: message))
      rest = rest.dropFirst(length)
    }
    return frames
  }
}
