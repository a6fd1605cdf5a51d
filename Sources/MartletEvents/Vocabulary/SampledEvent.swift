internal import MartletJSON

/// An event that comes with an example of itself, of the fields that the platform's documentation
/// names, for tests and for the command line.
///
/// An example is read when it is asked for. A function that never asks carries the texts in its file
/// and never touches them.
public protocol SampledEvent: Codable, Hashable, Sendable {
  /// The example as the platform would send it.
  static var sampleJSON: String { get }
}

extension SampledEvent {
  /// The example, to be edited in place: `var event = SQSEvent.sample`.
  public static var sample: Self {
    do {
      return try JSON.decode(Self.self, from: Array(sampleJSON.utf8))
    } catch {
      preconditionFailure("the example of \(Self.self) is not one: \(error)")
    }
  }
}
