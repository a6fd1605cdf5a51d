/// New builds of functions that are served.
extension ControlPlane {
  /// Serves a function in a new way from now on, or serves it at all.
  ///
  /// No invocation is lost: environments of the old way that have something to do finish it and are
  /// retired then, the others are retired at once, and what waits is handled in the new way.
  mutating func replace(_ configuration: FunctionConfiguration, now: Instant) {
    add(configuration)
    let name = configuration.name
    let old = environments.values.filter { $0.function == name && !$0.isStopping }
    for environment in old.sorted(by: { $0.id.number < $1.id.number }) {
      environments[environment.id]?.isOutdated = true
      if environment.load == 0 { retire(environment, now: now) }
    }
    recordReplacement(of: name)
    schedule(name, now: now)
  }
}
