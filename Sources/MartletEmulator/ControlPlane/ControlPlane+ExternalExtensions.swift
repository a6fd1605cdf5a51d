/// Extensions that are processes of their own. They begin before the runtime, and an environment
/// that ends gives them time: the runtime's process ends first, then they are told, and what does
/// not end by itself within two seconds is ended.
extension ControlPlane {
  /// The processes that have been started for an environment beside its runtime. Its init phase
  /// ends when each of them has registered and asked for an event.
  mutating func expectExtensions(_ names: [String], in id: EnvironmentID) {
    guard environments[id] != nil, !names.isEmpty else { return }
    environments[id]?.externals = ExternalExtensions(names)
  }

  /// An extension's process has ended.
  mutating func extensionExited(
    _ name: String, _ exit: Exit, in id: EnvironmentID, now: Instant
  ) {
    guard environments[id]?.externals?.living.remove(name) != nil,
      let environment = environments[id]
    else { return }
    if !environment.isStopping {
      lose(
        environment,
        Failure(type: "Extension.Crash", message: "The extension \(name) \(Self.text(exit))"),
        now: now)
      stop(id, .failure, now: now)
    } else if environment.externals?.hasRuntimeExited == true,
      environment.externals?.living.isEmpty == true
    {
      remove(id, now: now)
    }
  }

  private static func text(_ exit: Exit) -> String {
    switch exit {
    case .status(0): "exited without providing a reason"
    case .status(let status): "exited with error: exit status \(status)"
    case .signal(_, let name): "exited with error: signal: \(name)"
    case .notStarted(let reason), .extensionNotStarted(let reason): reason
    }
  }

  /// The runtime's process has ended.
  ///
  /// - Returns: whether the environment goes on until its extensions have ended.
  mutating func awaitExtensions(of id: EnvironmentID, now: Instant) -> Bool {
    guard let externals = environments[id]?.externals else { return false }
    environments[id]?.externals?.hasRuntimeExited = true
    guard !externals.living.isEmpty else { return false }
    leave(id)
    tellExtensions(of: id, externals.ending?.reason ?? .failure, now: now)
    return true
  }

  /// An environment with extensions is asked to end: for the runtime there is a part of the time.
  mutating func beginEnding(_ id: EnvironmentID, now: Instant) {
    environments[id]?.externals?.ending = .init(
      reason: .spindown, deadline: now + limits.extensionShutdown)
    environments[id]?.stopAt = now + limits.runtimeShutdown
    emit(.terminate(id))
  }

  /// The time for the runtime, or for all, is over.
  mutating func goOnEnding(_ environment: EnvironmentState, now: Instant) {
    guard let externals = environment.externals else { return }
    guard externals.areTold else {
      stop(environment.id, externals.ending?.reason ?? .failure, now: now)
      // Both times may be over by now.
      guard let told = environments[environment.id], let stopAt = told.stopAt, stopAt <= now else {
        return
      }
      return goOnEnding(told, now: now)
    }
    environments[environment.id]?.stopAt = nil
    for name in externals.living.sorted() { emit(.stopExtension(environment.id, name)) }
  }

  /// Tells the extensions that the environment ends. Those that do not want to know are ended.
  mutating func tellExtensions(of id: EnvironmentID, _ reason: ShutdownReason, now: Instant) {
    guard var environment = environments[id], var externals = environment.externals,
      !externals.areTold
    else { return }
    let ending =
      externals.ending ?? .init(reason: reason, deadline: now + limits.extensionShutdown)
    externals.ending = ending
    externals.areTold = true
    environment.stopAt = ending.deadline
    environment.externals = externals
    for name in externals.living.sorted() {
      let state = environment.extensions.first { $0.value.isExternal && $0.value.name == name }
      guard let (identifier, state) = state, state.wantsShutdown else {
        emit(.stopExtension(id, name))
        continue
      }
      guard state.isWaiting else { continue }
      environment.extensions[identifier]?.isWaiting = false
      emit(.shutDown(id, identifier, ending.reason, deadline: ending.deadline))
    }
    environments[id] = environment
  }

  /// An extension that was busy when the others were told asks now.
  ///
  /// - Returns: whether it is told that the environment ends.
  mutating func tellLate(_ identifier: String, in id: EnvironmentID) -> Bool {
    guard let environment = environments[id], let externals = environment.externals,
      externals.areTold, let ending = externals.ending,
      environment.extensions[identifier]?.wantsShutdown == true
    else { return false }
    environments[id]?.extensions[identifier]?.isWaiting = false
    emit(.shutDown(id, identifier, ending.reason, deadline: ending.deadline))
    return true
  }
}
