extension Emulator {
  /// Registers an extension under an identifier that the caller has made.
  func register(
    _ name: String, events: [String], as identifier: String, in id: EnvironmentID
  ) -> ControlPlane.ExtensionReply {
    let reply = controlPlane.register(name, events: events, as: identifier, in: id)
    if reply == .accepted, let environment = environments[id] { openTelemetry(of: environment) }
    return reply
  }

  /// The configuration of an environment that has not ended.
  func configuration(of id: EnvironmentID) -> FunctionConfiguration? {
    environments[id]?.configuration
  }

  /// What an extension that asks for an event is told.
  enum ExtensionOutcome {
    case event(InvocationRequest, deadline: ControlPlane.Instant)
    case shutDown(ShutdownReason, deadline: ControlPlane.Instant)
    case refused(ControlPlane.ExtensionReply)
    /// The environment has ended or the caller is gone.
    case ended
  }

  /// Waits for an extension's next event.
  ///
  /// - Parameter whenAbandoned: is given what to call when the caller is gone.
  func next(
    _ identifier: String, in id: EnvironmentID, whenAbandoned: (@escaping () -> Void) -> Void
  ) async -> ExtensionOutcome {
    guard let environment = environments[id] else { return .ended }
    tellReady(identifier, in: environment)
    var refusal: ControlPlane.ExtensionReply?
    let outcome: NextOutcome = await withUnsafeContinuation { continuation in
      let reply = controlPlane.next(identifier, in: id, now: .now)
      guard reply == .accepted else {
        refusal = reply
        return continuation.resume(returning: .ended)
      }
      lastToken += 1
      let token = lastToken
      environment.wait(identifier, token, continuation)
      whenAbandoned { [weak environment] in environment?.abandon(identifier, token) }
      perform()
    }
    if let refusal { return .refused(refusal) }
    switch outcome {
    case .event(let request, let deadline): return .event(request, deadline: deadline)
    case .shutDown(let reason, let deadline): return .shutDown(reason, deadline: deadline)
    case .refused, .ended: return .ended
    }
  }

  /// Expects of an environment's extensions what they have to do, and waits for their ends.
  func watchExtensions(of environment: ExecutionEnvironment) {
    guard !environment.extensions.isEmpty else { return }
    openTelemetry(of: environment)
    controlPlane.expectExtensions(environment.extensions.keys.sorted(), in: environment.id)
    let id = environment.id
    for name in environment.extensions.keys {
      run { emulator in
        guard let environment = emulator.environments[id],
          let exit = await environment.extensions[name]?.waitForExit()
        else { return }
        environment.extensionLines[name]?.finish {
          emulator.publish(.log($0), environment, source: name)
        }
        emulator.noteMemory(of: environment)
        emulator.controlPlane.extensionExited(name, .init(exit), in: id, now: .now)
        emulator.perform()
        emulator.letGo(environment)
      }
    }
  }

  /// An extension cannot go on.
  func extensionFailed(
    _ identifier: String, type: String, reason: String, in id: EnvironmentID
  ) -> ControlPlane.ExtensionReply {
    let reply = controlPlane.extensionFailed(
      identifier, type: type, reason: reason, in: id, now: .now)
    perform()
    return reply
  }
}
