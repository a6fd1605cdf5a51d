internal import Glibc

/// What the instrument has to know of a request's head.
///
/// It is read where it lies, without a copy or an allocation: what this takes is part of every
/// candidate's figures. The strict parser of `MartletHTTP` makes strings of all it reads.
struct RequestHead {
  /// What is asked for.
  enum Call {
    case next
    /// An answer, with whether it is an error and whether it bears the current request's ID.
    case answer(isError: Bool, isCurrent: Bool)
    case initError
    case ping
    case unknown
  }

  var call = Call.unknown
  /// Bytes of the head.
  var count = 0
  /// Bytes of the body; unknown for chunks.
  var length = 0
  var isChunked = false
  /// Whether the connection ends with the response.
  var isLast = false
  var expectsContinue = false
  /// Where the value of `Martlet-Cold-Start` stands.
  var coldStartMarks: Range<Int>?
  /// Where the request line stands, without its line end.
  var line = 0..<0

  enum Result {
    case head(RequestHead)
    /// The end of the head has not come yet.
    case incomplete
    case malformed
  }

  /// Reads the head at the beginning of the bytes.
  ///
  /// - Parameter requestID: the one that an answer should bear.
  static func read(_ bytes: UnsafeRawBufferPointer, requestID: UnsafeRawPointer) -> Result {
    guard let base = bytes.baseAddress else { return .incomplete }
    var head = RequestHead()
    var start = 0
    while let found = memchr(base + start, 0x0A, bytes.count - start) {
      let next = UnsafeRawPointer(found) - base + 1
      var count = next - 1 - start
      if count > 0, bytes[next - 2] == 0x0D { count -= 1 }
      if head.line.isEmpty {
        // Some clients end a body with a line end of its own.
        if count > 0 {
          head.line = start..<(start + count)
          guard head.readLine(base + start, count, requestID) else { return .malformed }
        }
      } else if count == 0 {
        head.count = next
        return .head(head)
      } else if !head.readField(base + start, count, at: start) {
        return .malformed
      }
      start = next
    }
    return .incomplete
  }

  // MARK: The request line

  private static let prefix: StaticString = "/2018-06-01/runtime/"
  private static let next: StaticString = "invocation/next"
  private static let invocation: StaticString = "invocation/"
  private static let response: StaticString = "/response"
  private static let error: StaticString = "/error"
  private static let initError: StaticString = "init/error"
  private static let ping: StaticString = "/2018-06-01/ping"
  private static let version: StaticString = "HTTP/1."

  private mutating func readLine(
    _ line: UnsafeRawPointer, _ count: Int, _ requestID: UnsafeRawPointer
  ) -> Bool {
    guard let space = memchr(line, 0x20, count) else { return false }
    let path = UnsafeRawPointer(space) + 1
    let rest = line + count - path
    guard let end = memchr(path, 0x20, rest) else { return false }
    let pathCount = UnsafeRawPointer(end) - path
    let version = UnsafeRawPointer(end) + 1
    guard line + count - version == 8, Self.starts(version, 8, Self.version) else { return false }
    // HTTP/1.0 ends each connection with the response.
    isLast = version.load(fromByteOffset: 7, as: UInt8.self) == UInt8(ascii: "0")
    call = Self.call(path, pathCount, requestID)
    return true
  }

  private static func call(
    _ path: UnsafeRawPointer, _ count: Int, _ requestID: UnsafeRawPointer
  ) -> Call {
    guard starts(path, count, prefix) else {
      return equals(path, count, ping) ? .ping : .unknown
    }
    let path = path + prefix.utf8CodeUnitCount
    let count = count - prefix.utf8CodeUnitCount
    if equals(path, count, next) { return .next }
    if equals(path, count, initError) { return .initError }
    guard starts(path, count, invocation) else { return .unknown }
    let id = path + invocation.utf8CodeUnitCount
    let idAndKind = count - invocation.utf8CodeUnitCount
    guard let slash = memchr(id, 0x2F, idAndKind) else { return .unknown }
    let idCount = UnsafeRawPointer(slash) - id
    let isCurrent =
      idCount == EventMessage.idLength && memcmp(id, requestID, EventMessage.idLength) == 0
    if equals(slash, idAndKind - idCount, response) {
      return .answer(isError: false, isCurrent: isCurrent)
    }
    if equals(slash, idAndKind - idCount, error) {
      return .answer(isError: true, isCurrent: isCurrent)
    }
    return .unknown
  }

  // MARK: The header fields

  private static let contentLength: StaticString = "content-length:"
  private static let transferEncoding: StaticString = "transfer-encoding:"
  private static let connection: StaticString = "connection:"
  private static let expect: StaticString = "expect:"
  private static let marks: StaticString = "martlet-cold-start:"

  /// Reads a field; most are told apart by their first letter.
  private mutating func readField(
    _ line: UnsafeRawPointer, _ count: Int, at offset: Int
  ) -> Bool {
    switch line.load(as: UInt8.self) | 0x20 {
    case UInt8(ascii: "c"):
      if let value = Self.value(line, count, Self.contentLength) {
        guard let number = Self.number(line + value, count - value) else { return false }
        length = number
      } else if let value = Self.value(line, count, Self.connection) {
        // A name in a list of options; `keep-alive` is what happens anyway.
        if Self.contains(line + value, count - value, "close") { isLast = true }
      }
    case UInt8(ascii: "t"):
      if let value = Self.value(line, count, Self.transferEncoding) {
        isChunked = Self.contains(line + value, count - value, "chunked")
      }
    case UInt8(ascii: "e"):
      if let value = Self.value(line, count, Self.expect) {
        expectsContinue = Self.contains(line + value, count - value, "100-continue")
      }
    case UInt8(ascii: "m"):
      if let value = Self.value(line, count, Self.marks) {
        coldStartMarks = (offset + value)..<(offset + count)
      }
    default: break
    }
    return true
  }

  /// Where the value of a field with that name begins; nil for another name.
  private static func value(
    _ line: UnsafeRawPointer, _ count: Int, _ name: StaticString
  ) -> Int? {
    let length = name.utf8CodeUnitCount
    guard count >= length, equalsIgnoringCase(line, name, length) else { return nil }
    var value = length
    while value < count, line.load(fromByteOffset: value, as: UInt8.self) == 0x20 { value += 1 }
    return value
  }

  private static func number(_ text: UnsafeRawPointer, _ count: Int) -> Int? {
    var number = 0
    var index = 0
    while index < count {
      let digit = text.load(fromByteOffset: index, as: UInt8.self)
      if digit == 0x20 { break }
      guard digit >= 0x30, digit <= 0x39, number < 1 << 40 else { return nil }
      number = number * 10 + Int(digit - 0x30)
      index += 1
    }
    return index > 0 ? number : nil
  }

  // MARK: Comparing

  private static func starts(
    _ bytes: UnsafeRawPointer, _ count: Int, _ text: StaticString
  ) -> Bool {
    count >= text.utf8CodeUnitCount && memcmp(bytes, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  private static func equals(
    _ bytes: UnsafeRawPointer, _ count: Int, _ text: StaticString
  ) -> Bool {
    count == text.utf8CodeUnitCount && starts(bytes, count, text)
  }

  private static func equalsIgnoringCase(
    _ bytes: UnsafeRawPointer, _ text: StaticString, _ count: Int
  ) -> Bool {
    let text = UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
    return strncasecmp(bytes.assumingMemoryBound(to: CChar.self), text, count) == 0
  }

  private static func contains(
    _ bytes: UnsafeRawPointer, _ count: Int, _ word: StaticString
  ) -> Bool {
    let length = word.utf8CodeUnitCount
    var start = 0
    while start + length <= count {
      if equalsIgnoringCase(bytes + start, word, length) { return true }
      start += 1
    }
    return false
  }
}
