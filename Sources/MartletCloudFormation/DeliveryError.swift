/// Why CloudFormation has not got an answer. No message holds the URL, which is a secret.
public struct DeliveryError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure. More kinds may be added; compare with the ones that matter to you.
  public struct Code: Sendable, Hashable {
    private enum Kind { case address, response, system, transfer, refused, timeout }
    private let kind: Kind

    /// The event names no URL to deliver to, or none that can be used.
    public static let address = Code(kind: .address)
    /// The response is none that CloudFormation takes.
    public static let response = Code(kind: .response)
    /// The `curl` program is missing, or the system refused a call.
    public static let system = Code(kind: .system)
    /// The response did not get across.
    public static let transfer = Code(kind: .transfer)
    /// The server answered with a status that means failure.
    public static let refused = Code(kind: .refused)
    /// The time was up.
    public static let timeout = Code(kind: .timeout)
  }

  /// The kind of failure.
  public let code: Code
  /// What failed, and what to do.
  public let message: String

  /// Makes an error of a kind, with its message.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
