/// The end of an invocation's log: the last 4 KiB, as `X-Amz-Log-Result` carries it.
struct LogTail {
  static let limit = 4096
  private(set) var bytes: [UInt8] = []

  mutating func append(_ line: some Sequence<UInt8>) {
    bytes.append(contentsOf: line)
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count > Self.limit { bytes.removeFirst(bytes.count - Self.limit) }
  }
}
