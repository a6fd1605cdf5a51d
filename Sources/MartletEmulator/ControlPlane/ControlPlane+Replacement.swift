/// New builds of functions that are served.
extension ControlPlane {
  /// Serves a function in a new way from now on, or serves it at all.
  ///
  /// No invocation is lost: environments of the old way that have something to do finish it and are
  /// retired then, the others are retired at once, and what waits is handled in the new way.
  mutating func replace(_ configuration: FunctionConfiguration, now: Instant) {
    let name = configuration.name
    add(configuration)
    outdate(name, now: now)
    recordChange(.replaced, of: name)
    admitEvents(of: name)
    schedule(name, now: now)
  }

  /// Serves a function no longer. Environments that have something to do finish it and are retired
  /// then, the others are retired at once; what waits is refused.
  mutating func remove(_ name: String, now: Instant) {
    guard let function = functions[name] else { return }
    outdate(name, now: now)
    let pending = function.pools.flatMap { pools[$0]?.pending ?? [] }
    for pool in function.pools { pools[pool] = nil }
    functions[name] = nil
    // An event is tried again when its function comes back.
    putBack(pending.compactMap { invocations[$0]?.event }, of: name)
    for id in pending {
      guard let invocation = invocations.removeValue(forKey: id), invocation.event == nil else {
        continue
      }
      emit(
        .answer(
          id,
          .failure(
            InvocationAnswer.notFound,
            "Function not found: \(invocation.request.invokedFunctionARN)")))
    }
    recordChange(.removed, of: name)
  }

  private mutating func outdate(_ name: String, now: Instant) {
    let old = environments.values.filter { $0.function == name && !$0.isStopping }
    for environment in old.sorted(by: { $0.id.number < $1.id.number }) {
      environments[environment.id]?.isOutdated = true
      if environment.load == 0 { retire(environment, now: now) }
    }
  }
}
