internal import MartletCurl

/// The limit of memory.
///
/// Lambda's kernel ends a process in the moment that it goes beyond its limit. Here the processes
/// that have something to do are looked at every few milliseconds, so that one that takes memory
/// without end does not take the machine's; and whatever a process says, its highest use until then
/// is looked at first, so that none gets an answer through that it could not have given there.
extension Emulator {
  private static let interval = Duration.milliseconds(20)

  /// Looks at the memory of all processes that have something to do from time to time, as long as
  /// there are any.
  func watchMemory() {
    guard memoryTimer == nil else { return }
    memoryTimer = loop.schedule(at: .now + Self.interval) { [weak self] in
      self?.assumeIsolated { emulator in
        emulator.memoryTimer = nil
        if emulator.glanceAtMemory() { emulator.watchMemory() }
      }
    }
  }

  /// Whether there was a process to look at.
  private func glanceAtMemory() -> Bool {
    var hasBusy = false
    for (id, environment) in environments {
      guard let state = controlPlane.environments[id], !state.isStopping, state.idleSince == nil
      else { continue }
      hasBusy = true
      environment.glanceAtMemory()
      if environment.isOutOfMemory {
        environment.measureMemory()
        controlPlane.exceededMemory(id, now: .now)
      }
    }
    perform()
    return hasBusy
  }

  /// Looks at a process's memory before what it says is taken.
  func checkMemory(of id: EnvironmentID) {
    guard let environment = environments[id] else { return }
    environment.measureMemory()
    guard environment.isOutOfMemory else { return }
    controlPlane.exceededMemory(id, now: .now)
    perform()
  }
}
