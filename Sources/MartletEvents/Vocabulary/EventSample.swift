/// An event source and an example of what it sends, for `martlet events` and for tests that go
/// through all of them.
public struct EventSample: Sendable {
  /// What the command line calls it.
  public let name: String
  /// What sends it.
  public let title: String
  /// The Swift type.
  public let type: any SampledEvent.Type

  /// The example as the platform would send it.
  public var json: String { type.sampleJSON }

  init(_ name: String, _ title: String, _ type: any SampledEvent.Type) {
    self.name = name
    self.title = title
    self.type = type
  }
}
