public import Testing

/// Where the function of a test runs.
public struct TestPlatform: Sendable, Hashable, CustomTestStringConvertible {
  enum Place: Hashable {
    case inProcess
    case emulated(executable: String?)
  }

  let place: Place

  /// In the test's own process: an invocation takes microseconds and no socket.
  public static let inProcess = TestPlatform(place: .inProcess)

  /// As its own executable, under the emulator: what the cloud would run.
  ///
  /// The executable is the one of the function's name that is built beside the tests, so a test
  /// target depends on the function's target.
  public static let emulated = TestPlatform(place: .emulated(executable: nil))

  /// As an executable of another name, such as that of a host, or at another place.
  ///
  /// - Parameter executable: a name beside the tests, or a path.
  public static func emulated(executable: String) -> TestPlatform {
    TestPlatform(place: .emulated(executable: executable))
  }

  /// Where `withFunction` runs functions that it is given no platform for; see the trait
  /// `.platform(_:)`.
  @TaskLocal public static var current = TestPlatform.inProcess

  /// How a test's argument is shown.
  public var testDescription: String {
    switch place {
    case .inProcess: "in process"
    case .emulated(nil): "emulated"
    case .emulated(let executable?): "emulated: \(executable)"
    }
  }
}

/// Runs the functions of a test or of a suite on a platform.
public struct PlatformTrait: TestTrait, SuiteTrait, TestScoping {
  let platform: TestPlatform

  /// The tests of a suite have it too.
  public var isRecursive: Bool { true }

  /// Runs a test with the platform.
  @concurrent
  public func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await TestPlatform.$current.withValue(platform) { try await function() }
  }
}

extension Trait where Self == PlatformTrait {
  /// Runs the functions of the test on a platform: `@Test(.platform(.emulated))`.
  public static func platform(_ platform: TestPlatform) -> Self {
    PlatformTrait(platform: platform)
  }
}
