internal import CMartlet

/// Environments that are kept as a snapshot and restored.
extension Emulator {
  /// What a call of `/restore/next` or `/restore/error` comes to.
  enum RestoreOutcome {
    case done
    /// The environment knows no snapshots.
    case unknown
    case refused(ControlPlane.Reply)
    /// The environment has ended or the caller is gone.
    case ended
  }

  /// Waits until an environment's snapshot is restored.
  ///
  /// - Parameter whenAbandoned: is given what to call when the caller is gone.
  func restoreNext(
    _ id: EnvironmentID, whenAbandoned: (@escaping () -> Void) -> Void
  ) async -> RestoreOutcome {
    guard let environment = environments[id] else { return .ended }
    if environment.marks.firstNext == 0 {
      environment.marks.firstNext = martlet_monotonic_nanoseconds()
      environment.measureMemory()
      environment.measureFamily()
    }
    environment.process.output.drain()
    environment.lines.finish { publish(.log($0), environment) }
    var refusal: RestoreOutcome?
    // All in one step, as in `next`.
    let isRestored = await withUnsafeContinuation { continuation in
      switch controlPlane.restoreNext(id, now: .now) {
      case .wait:
        environment.waitForRestore(continuation)
        whenAbandoned { [weak environment] in environment?.restore(false) }
        return perform()
      case .unknown: refusal = .unknown
      case .refused(let reply): refusal = .refused(reply)
      }
      continuation.resume(returning: false)
    }
    return refusal ?? (isRestored ? .done : .ended)
  }

  /// The runtime cannot go on from its snapshot.
  func restoreError(
    _ id: EnvironmentID, type: String, body: [UInt8], size: Int
  ) -> RestoreOutcome {
    environments[id]?.process.output.drain()
    let reply = controlPlane.restoreError(id, type: type, body: body, size: size, now: .now)
    perform()
    switch reply {
    case .wait: return .done
    case .unknown: return .unknown
    case .refused(let reply): return .refused(reply)
    }
  }
}
