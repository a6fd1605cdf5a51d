internal import Glibc

extension Log {
  /// How much a record matters. Raw values are those of a telemetry frame's header.
  public enum Level: UInt8, Sendable, Comparable, CaseIterable, CustomStringConvertible {
    /// The finest.
    case trace = 1
    /// For whoever looks for a fault.
    case debug = 2
    /// The normal course of things.
    case info = 3
    /// What may become a failure.
    case warn = 4
    /// A failure.
    case error = 5
    /// A failure after which the process is of no use.
    case fatal = 6

    /// The level by the platform's name for it, in any case of its letters.
    init?(name: String) {
      guard let level = Self.allCases.first(where: { strcasecmp($0.description, name) == 0 }) else {
        return nil
      }
      self = level
    }

    /// The platform's name for the level, such as `WARN`.
    public var description: String {
      switch self {
      case .trace: "TRACE"
      case .debug: "DEBUG"
      case .info: "INFO"
      case .warn: "WARN"
      case .error: "ERROR"
      case .fatal: "FATAL"
      }
    }

    /// Compares how much two records matter.
    @inlinable public static func < (left: Level, right: Level) -> Bool {
      left.rawValue < right.rawValue
    }
  }
}
