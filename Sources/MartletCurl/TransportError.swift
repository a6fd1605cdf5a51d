internal import CMartlet
internal import Glibc

/// What went wrong between this process and the network, in words that name the value concerned.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure. More kinds may be added; compare with the ones that matter to you.
  public struct Code: Sendable, Hashable {
    private enum Kind {
      case system, address, connect, timeout, closed, transfer, tooLarge, answered
    }
    private let kind: Kind

    /// The operating system refused a call.
    public static let system = Code(kind: .system)
    /// An address or URL cannot be used as it is written.
    public static let address = Code(kind: .address)
    /// Nobody answered at the address.
    public static let connect = Code(kind: .connect)
    /// The time allowed for the transfer ran out.
    public static let timeout = Code(kind: .timeout)
    /// The connection, or this end of it, is closed.
    public static let closed = Code(kind: .closed)
    /// A transfer began and broke off.
    public static let transfer = Code(kind: .transfer)
    /// A response was larger than the caller allows, or trailers than can be sent.
    public static let tooLarge = Code(kind: .tooLarge)
    /// The server answered before it had the whole of a streamed request, and takes no more of it;
    /// `RequestStream.finish` returns its response.
    public static let answered = Code(kind: .answered)
  }

  /// The kind of failure.
  public let code: Code
  /// One sentence: what failed and with which value.
  public let message: String
  /// Whether not one byte of the request was handed to a connection, so that the peer cannot have
  /// acted on it and sending it again is safe. False where that is not certain.
  public let isUnsent: Bool
  /// The system's number of the error that one of its calls ended with (`errno`); nil for errors of
  /// another kind.
  public private(set) var systemError: Int32?

  /// Makes an error of a kind, with its sentence.
  public init(_ code: Code, _ message: String, isUnsent: Bool = false) {
    self.code = code
    self.message = message
    self.isUnsent = isUnsent
  }

  /// The message.
  public var description: String { message }

  /// The failure of a system call, with the reason that `errno` gives.
  public static func system(_ call: String, _ number: Int32? = nil) -> TransportError {
    let number = number ?? errno
    var error = TransportError(.system, "\(call): \(String(cString: strerror(number)))")
    error.systemError = number
    return error
  }
}
