internal import Glibc

extension [UInt8] {
  /// Appends the bytes of a text, as a block.
  package mutating func append(text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append(contentsOf: $0) }
    if isDone == nil { append(contentsOf: text.utf8) }
  }
}

extension String {
  /// Makes a string of bytes already known to be ASCII.
  init(ascii bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// Makes a string of bytes in UTF-8, or of anything else as Latin-1.
  ///
  /// RFC 9110 §5.5 leaves the meaning of bytes above ASCII open. UTF-8 is what today's clients
  /// send; Latin-1, what old ones sent, maps every byte to a character, so no information is lost.
  init(fieldValue bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { buffer in
      if let text = String(validating: buffer, as: UTF8.self) { return text }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: buffer.lazy.map { Unicode.Scalar($0) })
      return String(text)
    }
  }

  /// Makes a string of bytes, or hands back `model` where it has the same ones.
  init(decoding bytes: UnsafeRawBufferPointer, unlessEqualTo model: String?) {
    let isEqual = model?.utf8.withContiguousStorageIfAvailable {
      // The addresses of empty buffers may be nil, which the C library does not allow.
      $0.count == bytes.count
        && ($0.isEmpty || memcmp($0.baseAddress!, bytes.baseAddress!, bytes.count) == 0)
    }
    self = isEqual == true ? model! : String(decoding: bytes, as: UTF8.self)
  }
}
