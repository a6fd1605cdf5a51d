/// What a function answers that SES asks and waits for.
public struct SESResponse: Codable, Hashable, Sendable {
  public var disposition: Disposition

  /// Makes one, such as for a test; every argument has a default.
  public init(disposition: Disposition = .continue) {
    self.disposition = disposition
  }
}

extension SESResponse {
  /// What becomes of a mail.
  public struct Disposition: OpenValue {
    /// As the platform writes it.
    public var rawValue: String
    /// A value that may be one that is not named here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `CONTINUE`.
    public static let `continue`: Self = "CONTINUE"
    /// No further action of the rule.
    public static let stopRule: Self = "STOP_RULE"
    /// No further action, nor rule.
    public static let stopRuleSet: Self = "STOP_RULE_SET"
  }
}
