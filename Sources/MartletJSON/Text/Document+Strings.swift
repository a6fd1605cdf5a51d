extension Document {
  /// The text of a string that is `string` or `escaped`; one with half of a surrogate pair is
  /// neither, and has no text.
  func string(_ entry: Entry) -> String {
    withBytes(of: entry) { bytes in
      guard entry.kind != .string else { return String(decoding: bytes, as: UTF8.self) }
      return String(unsafeUninitializedCapacity: bytes.count) {
        StringScan.unescape(bytes, into: $0)
      }
    }
  }

  /// Lends the bytes that a string stands for.
  @inline(__always)
  func withContent<Result>(
    of entry: Entry, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if entry.kind == .string { return withBytes(of: entry, body) }
    return withUnescaped(entry, body)
  }

  @inline(never)
  private func withUnescaped<Result>(
    _ entry: Entry, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let content = withBytes(of: entry) { bytes in
      [UInt8](unsafeUninitializedCapacity: bytes.count) {
        $1 = StringScan.unescape(bytes, into: $0)
      }
    }
    return content.withUnsafeBufferPointer(body)
  }
}
