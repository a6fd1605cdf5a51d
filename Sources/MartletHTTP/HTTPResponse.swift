/// An HTTP response that is known as a whole before its first byte is written.
///
/// For a body that is produced piece by piece, see ``serializeHead(into:answering:keepAlive:)``.
public struct HTTPResponse: Sendable, Hashable {
  /// The status code, 100 to 999; any other number is written as 500.
  public var status: Int

  /// The header fields; those that frame the message are decided when it is written and ignored
  /// here.
  public var headers: HTTPHeaders

  /// The body, which is not written in answers that cannot have one.
  public var body: [UInt8]

  /// Creates a response; nothing is checked until it is written.
  public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
