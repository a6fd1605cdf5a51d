/// What a function answers Amazon Lex V2 (AWS: “AWS Lambda response format for Lex V2”).
public struct LexResponse: Codable, Hashable, Sendable {
  public var sessionState: LexSessionState
  public var messages: [Message]?
  public var requestAttributes: [String: String]?

  /// Makes one, such as for a test; every argument has a default.
  public init(
    sessionState: LexSessionState = .init(), messages: [Message]? = nil,
    requestAttributes: [String: String]? = nil
  ) {
    self.sessionState = sessionState
    self.messages = messages
    self.requestAttributes = requestAttributes
  }
}

extension LexResponse {
  /// What is said to the user.
  public struct Message: Codable, Hashable, Sendable {
    /// `PlainText`, `SSML`, `CustomPayload` or `ImageResponseCard`.
    public var contentType: String
    public var content: String?
    public var imageResponseCard: JSONValue?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      contentType: String = "PlainText", content: String? = nil, imageResponseCard: JSONValue? = nil
    ) {
      self.contentType = contentType
      self.content = content
      self.imageResponseCard = imageResponseCard
    }
  }
}
