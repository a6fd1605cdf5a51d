/// How an invocation was answered, as the caller would have it.
package struct LocalAnswer: Sendable {
  /// The media type of the response; empty where there is none.
  package var contentType = ""
  /// The response's parts; one for a response that is not streamed.
  package var parts: [[UInt8]] = []
  /// Whether the response was sent part by part.
  package var isStreamed = false
  /// The error in the response's place, or behind its parts.
  package var failure: Failure?

  init() {}

  /// An answer that is an error, as the runtime would report it.
  package init(failure: any Error) { self.failure = Failure(ErrorDocument(failure)) }

  /// An error as the platform passes it on.
  package struct Failure: Sendable {
    /// The error's type, such as `OutOfStock`.
    package let type: String
    /// What the error says.
    package let message: String
    /// The document that the caller reads.
    package let payload: [UInt8]

    init(_ document: ErrorDocument) {
      type = document.errorType
      message = document.errorMessage
      payload = document.json
    }
  }
}
