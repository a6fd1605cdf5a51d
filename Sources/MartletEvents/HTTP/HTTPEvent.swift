internal import MartletHTTP
internal import MartletJSON

/// A request of an HTTP front end, whose body is a text or Base64 of bytes.
public protocol HTTPEvent {
  /// The body as the event has it.
  var body: String? { get }
  /// Whether the body is Base64.
  var hasBase64Body: Bool { get }
  /// The last value of each header field, and each of their names as it came.
  var lastHeaders: [String: String] { get }
}

extension HTTPEvent {
  /// The body as its sender sent it; empty where there is none.
  ///
  /// - Throws: `DecodingError` where the body should be Base64 and is not.
  public func bodyBytes() throws -> [UInt8] {
    guard let body else { return [] }
    guard hasBase64Body else { return Array(body.utf8) }
    guard let bytes = Base64.decodePadded(body) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "The body is marked as Base64 and is not."))
    }
    return bytes
  }

  /// The body as JSON.
  ///
  /// - Throws: `DecodingError` where it is not JSON, or JSON of another shape.
  public func decodeBody<T: Decodable>(_ type: T.Type) throws -> T {
    try JSON.decode(type, from: bodyBytes())
  }

  /// The last value of a header field; upper and lower case are the same (RFC 9110 §5.1).
  public func header(_ name: String) -> String? {
    let headers = lastHeaders
    if let value = headers[name] { return value }
    let name = name.lowercased()
    return headers.first { $0.key.lowercased() == name }?.value
  }
}

extension RESTRequest: HTTPEvent {
  /// Whether the body is Base64.
  public var hasBase64Body: Bool { isBase64Encoded }
  /// The last value of each header field.
  public var lastHeaders: [String: String] { headers }
}

extension HTTPRequest: HTTPEvent {
  /// Whether the body is Base64.
  public var hasBase64Body: Bool { isBase64Encoded }
  /// The value of each header field; several are joined.
  public var lastHeaders: [String: String] { headers }
}

extension WebSocketRequest: HTTPEvent {
  /// Whether the body is Base64.
  public var hasBase64Body: Bool { isBase64Encoded }
  /// The last value of each header field.
  public var lastHeaders: [String: String] { headers }
}

extension LoadBalancerRequest: HTTPEvent {
  /// Whether the body is Base64.
  public var hasBase64Body: Bool { isBase64Encoded }
  /// The last value of each header field, in whichever form the target group has them.
  public var lastHeaders: [String: String] {
    headers ?? (multiValueHeaders ?? [:]).compactMapValues(\.last)
  }
}

extension LatticeRequest: HTTPEvent {
  /// Whether the body is Base64.
  public var hasBase64Body: Bool { isBase64Encoded ?? false }
  /// The last value of each header field.
  public var lastHeaders: [String: String] { headers.compactMapValues(\.last) }
}

extension LatticeRequestV1: HTTPEvent {
  /// Whether the body is Base64.
  public var hasBase64Body: Bool { isBase64Encoded ?? false }
  /// The value of each header field.
  public var lastHeaders: [String: String] { headers }
}
