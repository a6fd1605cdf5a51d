internal import Glibc

/// Why a candidate cannot be measured, in words that name it.
public struct BenchError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure. More kinds may be added; compare with the ones that matter to you.
  public struct Code: Sendable, Hashable {
    private enum Kind {
      case system, start, exited, initFailed, timeout, protocolViolation, interrupted
    }
    private let kind: Kind

    /// The operating system refused a call of the instrument's own.
    public static let system = Code(kind: .system)
    /// The bootstrap cannot be executed.
    public static let start = Code(kind: .start)
    /// The bootstrap ended by itself.
    public static let exited = Code(kind: .exited)
    /// The bootstrap reported that its init phase failed.
    public static let initFailed = Code(kind: .initFailed)
    /// The bootstrap did not ask or answer in time.
    public static let timeout = Code(kind: .timeout)
    /// The bootstrap sent what is not HTTP, or not the Runtime API.
    public static let protocolViolation = Code(kind: .protocolViolation)
    /// The descriptor that interrupts a measurement became readable.
    public static let interrupted = Code(kind: .interrupted)
  }

  /// The kind of failure.
  public let code: Code
  /// One sentence: what failed, and with which value.
  public let message: String
  /// The last that the bootstrap wrote to standard output and standard error.
  public let log: [UInt8]

  /// Makes an error of a kind, with its sentence.
  public init(_ code: Code, _ message: String, log: [UInt8] = []) {
    self.code = code
    self.message = message
    self.log = log
  }

  /// The message.
  public var description: String { message }

  static func system(_ call: String, _ number: Int32? = nil) -> BenchError {
    BenchError(.system, "\(call): \(String(cString: strerror(number ?? errno)))")
  }
}
