public import Martlet

/// Runs a test with a function on its platform.
///
/// ```swift
/// @Test func `Hello greets`() async throws {
///   try await withFunction(Hello.self) { hello in
///     try await #expect(hello.invoke(.init(name: "Ada")).message == "Hello Ada")
///   }
/// }
/// ```
///
/// - Parameters:
///   - function: the function's type.
///   - platform: where it runs; the test's trait, or else this process.
///   - options: what its environment has.
///   - test: what is tried; its result is this function's.
/// - Throws: what the test throws, what keeps the platform from starting, and `InvocationError` of
///   type `Test` where an injected fault found no occasion.
@discardableResult
public func withFunction<F: Function, Result>(
  _ function: F.Type, on platform: TestPlatform = .current, _ options: TestOptions = TestOptions(),
  _ test: (TestedFunction<F>) async throws -> Result
) async throws -> Result {
  switch platform.place {
  case .inProcess:
    let tested = TestedFunction(LocalEnvironment<F>(options))
    let result = try await test(tested)
    try await tested.checkFaults()
    return result
  case .emulated(let executable):
    let emulator = try await EmulatedFunction(
      name: String(describing: F.self), executable: executable, options)
    do {
      let tested = TestedFunction<F>(emulator)
      let result = try await test(tested)
      try await tested.checkFaults()
      await emulator.shutDown()
      return result
    } catch {
      await emulator.shutDown()
      throw error
    }
  }
}
