/// An answer in the parts in which it was written.
public struct StreamedAnswer: Sendable {
  /// The media type; empty where nothing was answered, or where the platform does not tell it.
  public internal(set) var contentType = ""
  /// The parts; under the emulator as they came, which need not be how they were written.
  public internal(set) var parts: [[UInt8]] = []
  /// The error in the answer's place, or behind its parts.
  public internal(set) var failure: InvocationError?

  /// All parts together.
  public var bytes: [UInt8] { parts.count == 1 ? parts[0] : Array(parts.joined()) }

  /// All parts together, as UTF-8.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Each part as UTF-8.
  public var texts: [String] { parts.map { String(decoding: $0, as: UTF8.self) } }
}
