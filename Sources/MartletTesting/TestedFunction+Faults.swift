public import MartletEmulator

extension TestedFunction {
  /// Has faults wait for their occasions: `try await hello.inject(.throttled)`. Each happens once;
  /// one that has not happened when the test ends fails it.
  ///
  /// In this process there is no Runtime API, so that only `.throttled`, `.initFailure` and
  /// `.kill(on:)` can happen; the emulated platform has all of them.
  ///
  /// - Throws: `InvocationError` of type `Test` for a fault that cannot happen on the platform.
  public func inject(_ faults: Fault...) async throws {
    for fault in faults {
      guard fault != .kill(on: .invoke) else {
        throw InvocationError(
          "Test",
          "\(fault) cannot happen: a caller's call is in no process; kill on .next or .answer")
      }
      try local?.inject(fault)
      await emulated?.inject(fault)
    }
  }

  /// The address of the Invoke API, for a caller that is tested together with the function, such as
  /// an SDK's client: `http://127.0.0.1:40001`. Faults on `.invoke` meet who calls it there.
  ///
  /// - Throws: `InvocationError` of type `Test` in this process, where nothing is served.
  public func endpoint() async throws -> String {
    guard let emulated else {
      throw InvocationError("Test", "in process nothing is served; test it on .emulated")
    }
    return try await emulated.endpoint()
  }

  func checkFaults() async throws {
    let pending = await emulated?.pendingFaults ?? local?.pendingFaults ?? []
    guard !pending.isEmpty else { return }
    let names = pending.map(\.description).joined(separator: "; ")
    throw InvocationError("Test", "these faults found no occasion: \(names)")
  }
}
