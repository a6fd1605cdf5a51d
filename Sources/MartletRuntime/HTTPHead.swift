internal import MartletHTTP

/// Status, header fields and cookies of a streamed HTTP response.
///
/// On the wire it is the prelude of `application/vnd.awslambda.http-integration-response`: a JSON
/// object and eight NUL bytes, with the response's own bytes behind them.
public struct HTTPHead: Sendable, Hashable {
  /// The status, 100 to 599.
  public var status: Int
  /// Header fields with one value each.
  public var headers: [String: String]
  /// Header fields with several values each, which API Gateway's REST APIs take.
  public var multiValueHeaders: [String: [String]]
  /// Values of `Set-Cookie` fields, one a cookie.
  public var cookies: [String]

  /// Makes the beginning of an HTTP response.
  public init(
    status: Int = 200, headers: [String: String] = [:],
    multiValueHeaders: [String: [String]] = [:], cookies: [String] = []
  ) {
    self.status = status
    self.headers = headers
    self.multiValueHeaders = multiValueHeaders
    self.cookies = cookies
  }

  /// The prelude's bytes. Members without a value are left out; names are in order, so that the
  /// same head always has the same bytes.
  ///
  /// - Throws: `RuntimeError`, code `marshalError`, for a status that no HTTP response has.
  func prelude() throws(RuntimeError) -> [UInt8] {
    guard (100...599).contains(status) else {
      throw RuntimeError(
        .marshalError, "the response's HTTP status is \(status); it must be from 100 to 599")
    }
    var members = ["\"statusCode\":\(status)"]
    if !headers.isEmpty { members.append("\"headers\":\(Self.object(headers, Self.string))") }
    if !multiValueHeaders.isEmpty {
      members.append("\"multiValueHeaders\":\(Self.object(multiValueHeaders, Self.array))")
    }
    if !cookies.isEmpty { members.append("\"cookies\":\(Self.array(cookies))") }
    return Array("{\(members.joined(separator: ","))}".utf8) + [UInt8](repeating: 0, count: 8)
  }

  private static func object<Value>(
    _ values: [String: Value], _ json: (Value) -> String
  ) -> String {
    let members = values.sorted { $0.key < $1.key }.map { "\(string($0.key)):\(json($0.value))" }
    return "{\(members.joined(separator: ","))}"
  }

  private static func array(_ values: [String]) -> String {
    "[\(values.map(string).joined(separator: ","))]"
  }

  private static func string(_ text: String) -> String { JSONText.quote(text) }
}
