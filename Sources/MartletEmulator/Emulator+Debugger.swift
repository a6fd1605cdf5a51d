internal import Glibc
internal import MartletCurl

/// Processes that begin under a debugger.
extension Emulator {
  /// Tells that an environment's process was started held, and lets it go when a debugger has attached
  /// to it.
  func hold(_ environment: ExecutionEnvironment) {
    publish(.held(process: environment.process.id), environment)
    awaitDebugger(of: environment.id)
  }

  /// The system tells nobody that a process is being traced, so it is asked from time to time.
  private func awaitDebugger(of id: EnvironmentID) {
    guard let environment = environments[id], !environment.process.hasEnded else { return }
    guard !environment.status.isTraced else { return environment.process.signal(SIGCONT) }
    loop.schedule(at: .now + .milliseconds(50)) { [weak self] in
      self?.assumeIsolated { $0.awaitDebugger(of: id) }
    }
  }
}
