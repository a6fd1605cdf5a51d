/// One executable that holds several functions; `_HANDLER` picks the one that an execution
/// environment serves.
///
/// ```swift
/// @main
/// struct Temperature: Host {
///   static let functions: [Registration] = [
///     .init("Celsius", Celsius.self),
///     .init("Fahrenheit", Fahrenheit.self),
///   ]
/// }
/// ```
public protocol Host: SendableMetatype {
  /// The functions, each under the name by which `_HANDLER` picks it.
  static var functions: [Registration] { get }
}

/// A function type and the name it is registered under.
public struct Registration: Sendable {
  /// What `_HANDLER` holds for this function.
  public let name: String
  let function: any Function.Type

  /// Registers a function type under a name.
  public init<F: Function>(_ name: String, _ function: F.Type) {
    self.name = name
    self.function = function
  }
}
