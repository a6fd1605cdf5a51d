internal import CMartlet
internal import MartletHTTP

/// The header lines of a request as libcurl takes them: a list of C strings, in memory that serves
/// one request after the other. libcurl reads it for as long as a transfer runs.
struct HeaderLines: ~Copyable {
  private var text: UnsafeMutableBufferPointer<UInt8>
  private var nodes: UnsafeMutableBufferPointer<curl_slist>
  private var length = 0
  private var count = 0
  private let userAgent: String
  /// What the list holds of `Fixed` where its request had no fields; -1 where it had some.
  private var plain = -1

  /// Lines that say something to libcurl rather than to the server.
  struct Fixed: OptionSet {
    let rawValue: UInt8

    /// libcurl would call every body without a type a form.
    static let noType = Fixed(rawValue: 1)
    /// A body of over a mebibyte would otherwise wait a second for a `100 Continue`.
    static let noExpect = Fixed(rawValue: 2)
    /// A body whose length is not known.
    static let chunked = Fixed(rawValue: 4)
  }

  init(userAgent: String) {
    self.userAgent = userAgent
    text = .allocate(capacity: 256)
    nodes = .allocate(capacity: 8)
  }

  deinit {
    text.deallocate()
    nodes.deallocate()
  }

  /// Replaces the lines and returns the list; nil where it is the same as before.
  mutating func set(_ headers: HTTPHeaders, _ fixed: Fixed) -> UnsafeMutablePointer<curl_slist>? {
    let fixedValue = Int(fixed.rawValue)
    if headers.isEmpty, plain == fixedValue { return nil }
    plain = headers.isEmpty ? fixedValue : -1
    reserve(for: headers)
    // Of the fields that libcurl sends unasked, the user agent costs less as one of ours, which is
    // formatted once, and what it would accept says nothing.
    if !userAgent.isEmpty, headers["User-Agent"] == nil { append("User-Agent", userAgent) }
    if headers["Accept"] == nil { appendFixed("Accept:") }
    if fixed.contains(.noType) { appendFixed("Content-Type:") }
    if fixed.contains(.noExpect) { appendFixed("Expect:") }
    if fixed.contains(.chunked) { appendFixed("Transfer-Encoding: chunked") }
    for (name, value) in headers {
      if fixed.contains(.chunked), Self.frames(name) { continue }
      append(name, value)
    }
    for index in 1..<count { nodes[index - 1].next = nodes.baseAddress! + index }
    return nodes.baseAddress
  }

  /// Makes room first, because the list points into the text.
  private mutating func reserve(for headers: HTTPHeaders) {
    (length, count) = (0, 0)
    var size = 96 + userAgent.utf8.count
    for (name, value) in headers { size += name.utf8.count + value.utf8.count + 3 }
    if size > text.count {
      text.deallocate()
      text = .allocate(capacity: size)
    }
    if headers.count + 5 > nodes.count {
      nodes.deallocate()
      nodes = .allocate(capacity: headers.count + 5)
    }
  }

  /// A body is framed once: with a length besides, two readers could see two ends.
  private static func frames(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == "content-length" || name == "transfer-encoding"
  }

  private mutating func appendFixed(_ line: StaticString) {
    begin()
    for index in 0..<line.utf8CodeUnitCount { put(line.utf8Start[index]) }
    put(0)
  }

  private mutating func append(_ name: String, _ value: String) {
    begin()
    append(name)
    // libcurl takes "Name:" for "leave this header out"; an empty value is spelled with ';'.
    if value.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
      put(UInt8(ascii: ";"))
    } else {
      put(UInt8(ascii: ":"))
      put(0x20)
      append(value)
    }
    put(0)
  }

  private mutating func append(_ string: String) {
    let isCopied: Void? = string.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes { put(Self.harmless(byte)) }
    }
    guard isCopied == nil else { return }
    for byte in string.utf8 { put(Self.harmless(byte)) }
  }

  private mutating func begin() {
    let data = UnsafeMutableRawPointer(text.baseAddress! + length)
      .assumingMemoryBound(to: CChar.self)
    nodes.initializeElement(at: count, to: curl_slist(data: data, next: nil))
    count += 1
  }

  private mutating func put(_ byte: UInt8) {
    text[length] = byte
    length += 1
  }

  /// A space for each control character: line ends in a value that somebody else chose would let
  /// them write header fields, or whole requests, of their own (RFC 9110 §5.5).
  static func harmless(_ byte: UInt8) -> UInt8 {
    byte < 0x20 && byte != 0x09 || byte == 0x7F ? 0x20 : byte
  }
}
