@testable import MartletRuntime

extension Environment {
  /// An environment with the variables of a test and, unless it sets one, an address that nobody
  /// listens on.
  static func test(_ variables: [String: String] = [:]) throws -> Environment {
    try Environment { variables[$0] ?? ($0 == "AWS_LAMBDA_RUNTIME_API" ? "127.0.0.1:1" : nil) }
  }
}
