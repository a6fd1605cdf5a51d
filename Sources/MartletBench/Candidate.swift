public import MartletEmulator

/// A bootstrap to measure.
public struct Candidate: Sendable, Hashable {
  /// What it is called in results.
  public var label: String
  /// How it is started: its executable, its handler and what else its environment says.
  public var function: FunctionConfiguration
  /// What would be deployed, in bytes: the executable, or all that lies with it.
  public var size: Int

  /// Describes a bootstrap to measure.
  public init(label: String, function: FunctionConfiguration, size: Int) {
    self.label = label
    self.function = function
    self.size = size
  }
}
