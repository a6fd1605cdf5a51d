internal import Glibc
internal import MartletCurl

/// Execution environments from the start of their processes to their end.
extension Emulator {
  func start(
    _ id: EnvironmentID, _ configuration: FunctionConfiguration, _ requestID: String?
  ) {
    var share: CPUShare.Group?
    makeRoomForProcess()
    do {
      share = try configuration.share()
      let environment = try ExecutionEnvironment(
        id, configuration, share: share, isHeld: waitsForDebugger, on: loop
      ) { [weak self] source, bytes in
        // Read here and now, on the loop's thread, which is the actor's.
        nonisolated(unsafe) let bytes = bytes
        self?.assumeIsolated { $0.wrote(id, source, bytes) }
      }
      environment.requestID = requestID
      environments[id] = environment
      endIdleConnections(for: environment.listener)
      if waitsForDebugger { hold(environment) }
      watchExtensions(of: environment)
      let failsInit = !faults.isEmpty && meets(.initFailure)
      if failsInit { environment.process.signal(SIGKILL) }
      run { emulator in
        guard let environment = emulator.environments[id] else { return }
        emulator.exited(environment, await environment.process.waitForExit())
      }
      // Nobody hears what a process on a busy machine may have asked before the signal came.
      if failsInit { return }
      run { emulator in
        guard let listener = emulator.environments[id]?.listener else { return }
        while let socket = try? await listener.accept(), emulator.environments[id] != nil {
          emulator.serve(socket, of: id)
        }
      }
    } catch {
      if let share { remove(share) }
      if error.isShortage { return controlPlane.ranShort(id, error.message, now: .now) }
      controlPlane.exited(
        id,
        error.isOfExtension ? .extensionNotStarted(error.message) : .notStarted(error.message),
        now: .now)
    }
  }

  private func exited(_ environment: ExecutionEnvironment, _ exit: ChildProcess.Exit) {
    environment.lines.finish { publish(.log($0), environment) }
    noteMemory(of: environment)
    controlPlane.exited(environment.id, .init(exit), now: .now)
    perform()
    letGo(environment)
  }

  /// What its processes used is told with the invocation that finds out that they are gone, which may
  /// be much later.
  func noteMemory(of environment: ExecutionEnvironment) {
    controlPlane.environments[environment.id]?.maxMemoryUsed = environment.maxMemoryUsed
  }

  /// Lets go of an environment whose processes have all ended.
  func letGo(_ environment: ExecutionEnvironment) {
    guard controlPlane.environments[environment.id] == nil else { return }
    // One that was ended while it started.
    finishStart(environment.id, .failed(errorType: "Sandbox.Failure"))
    environments[environment.id] = nil
    if let share = environment.share { remove(share) }
    environment.close()
    for entry in connections.values where entry.environment == environment.id {
      entry.connection.socket.close()
    }
  }

  func finishStart(_ id: EnvironmentID, _ outcome: StartOutcome) {
    starters.removeValue(forKey: id)?.resume(returning: outcome)
  }

  /// - Parameter source: the extension that wrote; nil for the runtime.
  private func wrote(_ id: EnvironmentID, _ source: String?, _ bytes: UnsafeRawBufferPointer) {
    guard let environment = environments[id] else { return }
    if let source {
      environment.extensionLines[source, default: LineSplitter()].append(bytes) {
        publish(.log($0), environment, source: source)
      }
    } else {
      environment.lines.append(bytes) { publish(.log($0), environment) }
    }
  }
}
