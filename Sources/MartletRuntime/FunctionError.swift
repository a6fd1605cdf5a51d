/// An error whose type and message reach the caller exactly as they are given.
///
/// Any error can be thrown from a handler; this one is for callers that look at `errorType`.
public struct FunctionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What the caller reads as `errorType`, such as `OutOfStock`.
  public var type: String
  /// What the caller reads as `errorMessage`.
  public var message: String

  /// Makes an error with the type and the message that the caller is to see.
  public init(_ type: String, _ message: String) {
    self.type = type
    self.message = message
  }

  /// The message.
  public var description: String { message }
}

/// An error of the runtime itself: an event that cannot be decoded, a platform that answers
/// against its protocol.
public struct RuntimeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure, spelled as the platform's error types are. More kinds may be added.
  public struct Code: Sendable, Hashable {
    let name: String

    /// The event's bytes are not what the function takes.
    public static let unmarshalError = Code(name: "Runtime.UnmarshalError")
    /// The function's output cannot be encoded.
    public static let marshalError = Code(name: "Runtime.MarshalError")
    /// `_HANDLER` names no function of this executable.
    public static let handlerNotFound = Code(name: "Runtime.HandlerNotFound")
    /// The process was started without what the platform sets, or with values that make no sense.
    public static let invalidEnvironment = Code(name: "Runtime.InvalidEnvironment")
    /// The Runtime API cannot be reached or answers against its protocol.
    public static let clientError = Code(name: "Runtime.ClientError")
    /// A part of a streamed response cannot be sent: the response is over, or nobody reads it.
    public static let streamClosed = Code(name: "Runtime.StreamClosed")
  }

  /// The kind of failure.
  public let code: Code
  /// What failed, with which value, and what to do.
  public let message: String

  /// Makes an error of a kind, with its message.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
