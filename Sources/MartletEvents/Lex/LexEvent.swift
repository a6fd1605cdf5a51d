/// What Amazon Lex V2 asks a function (AWS: “AWS Lambda input event format for Lex V2”).
public struct LexEvent: SampledEvent {
  public var messageVersion: String?
  public var invocationSource: InvocationSource
  /// `Text`, `Speech` or `DTMF`.
  public var inputMode: String?
  public var responseContentType: String?
  public var sessionID: String
  public var inputTranscript: String?
  public var invocationLabel: String?
  public var bot: Bot?
  /// The likeliest first.
  public var interpretations: [Interpretation]
  public var proposedNextState: JSONValue?
  public var requestAttributes: [String: String]
  public var sessionState: LexSessionState
  /// What Lex may have heard, the likeliest first, in the documentation's shape.
  public var transcriptions: [JSONValue]

  /// Makes one, such as for a test; every argument has a default.
  public init(
    messageVersion: String? = "1.0", invocationSource: InvocationSource = "",
    inputMode: String? = nil, responseContentType: String? = nil, sessionID: String = "",
    inputTranscript: String? = nil, invocationLabel: String? = nil, bot: Bot? = nil,
    interpretations: [Interpretation] = [], proposedNextState: JSONValue? = nil,
    requestAttributes: [String: String] = [:], sessionState: LexSessionState = .init(),
    transcriptions: [JSONValue] = []
  ) {
    self.messageVersion = messageVersion
    self.invocationSource = invocationSource
    self.inputMode = inputMode
    self.responseContentType = responseContentType
    self.sessionID = sessionID
    self.inputTranscript = inputTranscript
    self.invocationLabel = invocationLabel
    self.bot = bot
    self.interpretations = interpretations
    self.proposedNextState = proposedNextState
    self.requestAttributes = requestAttributes
    self.sessionState = sessionState
    self.transcriptions = transcriptions
  }

  enum CodingKeys: String, CodingKey {
    case messageVersion, invocationSource, inputMode, responseContentType
    case sessionID = "sessionId"
    case inputTranscript, invocationLabel, bot, interpretations, proposedNextState,
      requestAttributes, sessionState, transcriptions
  }
}

extension LexEvent {
  /// Why the function is asked.
  public struct InvocationSource: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `DialogCodeHook`.
    public static let dialog: Self = "DialogCodeHook"
    /// `FulfillmentCodeHook`.
    public static let fulfillment: Self = "FulfillmentCodeHook"
  }
}

extension LexEvent {
  /// The bot.
  public struct Bot: Codable, Hashable, Sendable {
    public var id: String?
    public var name: String?
    public var aliasID: String?
    public var aliasName: String?
    public var localeID: String?
    public var version: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      id: String? = nil, name: String? = nil, aliasID: String? = nil, aliasName: String? = nil,
      localeID: String? = nil, version: String? = nil
    ) {
      self.id = id
      self.name = name
      self.aliasID = aliasID
      self.aliasName = aliasName
      self.localeID = localeID
      self.version = version
    }

    enum CodingKeys: String, CodingKey {
      case id, name
      case aliasID = "aliasId"
      case aliasName
      case localeID = "localeId"
      case version
    }
  }
}

extension LexEvent {
  /// What the user may have meant.
  public struct Interpretation: Codable, Hashable, Sendable {
    public var intent: LexIntent?
    public var nluConfidence: Confidence?
    public var sentimentResponse: Sentiment?
    public var interpretationSource: String?

    /// Makes one, such as for a test; every argument has a default.
    public init(
      intent: LexIntent? = nil, nluConfidence: Confidence? = nil,
      sentimentResponse: Sentiment? = nil, interpretationSource: String? = nil
    ) {
      self.intent = intent
      self.nluConfidence = nluConfidence
      self.sentimentResponse = sentimentResponse
      self.interpretationSource = interpretationSource
    }
  }
}

extension LexEvent {
  /// The user's mood.
  public struct Sentiment: Codable, Hashable, Sendable {
    public var sentiment: String?
    /// By sentiment, from 0 to 1.
    public var sentimentScore: [String: Double]

    /// Makes one, such as for a test; every argument has a default.
    public init(sentiment: String? = nil, sentimentScore: [String: Double] = [:]) {
      self.sentiment = sentiment
      self.sentimentScore = sentimentScore
    }
  }
}
