/// What a function answers: bytes and their media type, as a whole or part by part.
///
/// Outputs of other types become one through `Function.encode`. A function whose output is a
/// `Response` decides for each event how it answers:
///
/// ```swift
/// func handle(_ event: Query, context: Context) async throws -> Response {
///   .stream(contentType: "text/csv") { writer in
///     for try await row in rows(of: event) { try await writer.write(row) }
///   }
/// }
/// ```
public struct Response {
  /// Writes the parts of a streamed response; see `Response.stream(contentType:_:)`.
  public typealias Writing = (ResponseWriter) async throws -> Void

  enum Body {
    case bytes([UInt8])
    case stream(HTTPHead?, Writing)
  }

  /// The media type.
  public let contentType: String
  let body: Body

  /// The bytes of a response that is known as a whole; nil for a streamed one.
  public var bytes: [UInt8]? { if case .bytes(let bytes) = body { bytes } else { nil } }

  /// A response that is known as a whole.
  ///
  /// - Parameter contentType: its media type; callers of the Invoke API expect JSON.
  public init(_ bytes: [UInt8], contentType: String = "application/octet-stream") {
    self.init(contentType: contentType, body: .bytes(bytes))
  }

  private init(contentType: String, body: Body) {
    self.contentType = contentType
    self.body = body
  }

  /// A response whose parts reach the caller as they are written.
  ///
  /// `write` runs once the handler has returned. What it throws before its first part is the
  /// invocation's error, as if the handler had thrown it; thrown later, it goes to the caller
  /// behind the parts, as the type and message of an error in mid-stream. `write` may go on after
  /// `ResponseWriter.finish()`: what it does then is no longer waited for by the caller.
  ///
  /// - Parameter contentType: the media type of all parts together.
  public static func stream(
    contentType: String = "application/octet-stream", _ write: @escaping Writing
  ) -> Response {
    Response(contentType: contentType, body: .stream(nil, write))
  }

  /// A streamed response for an HTTP front end (a function URL with the invoke mode
  /// RESPONSE_STREAM, API Gateway with the transfer mode STREAM), which takes status and header
  /// fields from its beginning.
  ///
  /// - Parameter head: what the HTTP response begins with.
  public static func stream(_ head: HTTPHead, _ write: @escaping Writing) -> Response {
    Response(
      contentType: "application/vnd.awslambda.http-integration-response",
      body: .stream(head, write))
  }
}
