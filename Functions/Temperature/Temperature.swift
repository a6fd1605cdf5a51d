import Martlet

/// One executable, two functions: `_HANDLER` picks the one that an environment serves.
@main
struct Temperature: Host {
  static let functions: [Registration] = [
    .init("Celsius", Celsius.self),
    .init("Fahrenheit", Fahrenheit.self),
  ]
}
