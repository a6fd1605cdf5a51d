internal import MartletJSON

/// Why an invocation failed, as its caller on the platform would read it.
public struct InvocationError: Error, Hashable, CustomStringConvertible {
  /// The error's type: the one that a `FunctionError` names, the Swift type of any other error, or
  /// the platform's own, such as `Sandbox.Timedout`.
  public let type: String
  /// What the error says.
  public let message: String
  /// The whole document that the caller reads.
  public let payload: String
  /// The event that was not answered, for the failure of a test to show.
  public let event: String

  /// Two errors are the same where the caller reads the same of them.
  public static func == (a: InvocationError, b: InvocationError) -> Bool {
    a.type == b.type && a.message == b.message
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(message)
  }

  /// An error to compare with, as in `#expect(throws: InvocationError("OutOfStock", "none left"))`.
  public init(_ type: String, _ message: String) {
    self.init(type: type, message: message, payload: "", event: "")
  }

  init(type: String, message: String, payload: String, event: String) {
    self.type = type
    self.message = message
    self.payload = payload
    self.event = event
  }

  /// An error as the caller reads it.
  ///
  /// - Parameter type: where the document names none.
  init(document: [UInt8], type: String = "", event: [UInt8]) {
    let payload = try? JSON.decode(Payload.self, from: document)
    self.init(
      type: payload?.errorType ?? type, message: payload?.errorMessage ?? "",
      payload: String(decoding: document, as: UTF8.self), event: Self.shown(event))
  }

  private struct Payload: Decodable {
    var errorType: String?
    var errorMessage: String?
  }

  /// An event as text, cut where a failure would be lost behind it.
  static func shown(_ event: [UInt8]) -> String {
    let limit = 2000
    let text = String(decoding: event.prefix(limit), as: UTF8.self)
    return event.count > limit ? "\(text)… (\(event.count) bytes in all)" : text
  }

  /// `OutOfStock: none left, for the event {"id":1}`.
  public var description: String {
    event.isEmpty ? "\(type): \(message)" : "\(type): \(message), for the event \(event)"
  }
}
