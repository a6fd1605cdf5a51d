/// What is known of functions, and what can be changed while they are served.
extension Emulator {
  func configuration(named name: String) -> FunctionConfiguration? {
    controlPlane.functions[name]?.configuration
  }

  /// Serves a function in a new way from now on: as another executable, with other settings, or at
  /// all. Environments that have something to do finish it first, and none of their invocations is
  /// lost; all later ones are handled by processes that are started after this call.
  public func replace(_ configuration: FunctionConfiguration) {
    controlPlane.replace(configuration, now: .now)
    perform()
  }

  /// Puts a build on the timeline, for the observers.
  public func record(_ build: Timeline.Build) {
    publish(
      Timeline.Entry(function: "", environment: .none, requestID: nil, kind: .build(build)))
  }

  func setReservedConcurrency(_ number: Int?, of name: String) {
    controlPlane.functions[name]?.configuration.reservedConcurrency = number
  }
}
