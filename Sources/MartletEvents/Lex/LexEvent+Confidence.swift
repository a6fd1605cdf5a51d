extension LexEvent {
  /// How sure Lex is of an interpretation: from 0 to 1. The documentation has a number, and some
  /// events have an object with a `score`; each goes out as it came.
  public struct Confidence: Codable, Hashable, Sendable {
    /// From 0 to 1.
    public var score: Double
    private var isNumber: Bool

    /// Makes one, such as for a test.
    public init(score: Double = 0) {
      self.score = score
      isNumber = true
    }

    private enum CodingKeys: CodingKey { case score }

    /// Decodes a number, or an object with a `score`.
    public init(from decoder: any Decoder) throws {
      if let container = try? decoder.container(keyedBy: CodingKeys.self) {
        score = try container.decode(Double.self, forKey: .score)
        isNumber = false
      } else {
        score = try NumberOrString<Double>(from: decoder).value
        isNumber = true
      }
    }

    /// Encodes what it was decoded from.
    public func encode(to encoder: any Encoder) throws {
      if isNumber {
        var container = encoder.singleValueContainer()
        try container.encode(score)
      } else {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(score, forKey: .score)
      }
    }
  }
}
