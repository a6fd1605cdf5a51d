/// What is known of functions, and what can be changed while they are served.
extension Emulator {
  func configuration(named name: String) -> FunctionConfiguration? {
    controlPlane.functions[name]?.configuration
  }

  func isolatesTenants(_ name: String) -> Bool {
    controlPlane.functions[name]?.configuration.isolatesTenants ?? false
  }

  /// Serves a function in a new way from now on: as another executable, with other settings, or at
  /// all. Environments that have something to do finish it first, and none of their invocations is
  /// lost; all later ones are handled by processes that are started after this call.
  public func replace(_ configuration: FunctionConfiguration) {
    let isNew = controlPlane.functions[configuration.name] == nil
    controlPlane.replace(configuration, now: .now)
    if isNew { resumeEvents(of: configuration.name) }
    perform()
  }

  /// Serves a function no longer. Environments that have something to do finish it first; what waits
  /// for one is answered as for a function that is not there. Events that wait stay with the journal,
  /// and go on should the function be served again.
  public func remove(_ name: String) {
    plainNames[name] = nil
    controlPlane.remove(name, now: .now)
    perform()
  }

  /// Puts a build on the timeline, for the observers.
  public func record(_ build: Timeline.Build) {
    publish(
      Timeline.Entry(function: "", environment: .none, requestID: nil, kind: .build(build)))
  }

  func setReservedConcurrency(_ number: Int?, of name: String) {
    controlPlane.functions[name]?.configuration.reservedConcurrency = number
    controlPlane.functions[name]?.hasOwnConcurrency = true
    controlPlane.admitEvents(of: name)
    controlPlane.schedule(name, now: .now)
    perform()
  }
}
