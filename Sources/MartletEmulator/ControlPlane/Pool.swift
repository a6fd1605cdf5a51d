/// Names one pool for as long as the emulator runs.
struct PoolID: Hashable, Sendable {
  let number: Int
}

/// Environments of a function any of which may have any of the invocations that wait with them: all
/// of the function's, or, where tenants are isolated, those of one tenant.
struct Pool {
  let function: String
  /// Whose environments they are; nil for those of a function that does not isolate tenants.
  let tenant: String?
  /// Oldest first.
  var pending: [InvocationID] = []
  /// Environments that wait for an event, the one that waited least last: reusing that one first
  /// keeps the others idle long enough to be retired.
  var idle: [EnvironmentID] = []
  /// Every environment that has not ended.
  var all: Set<EnvironmentID> = []
  /// Those of them that have several invocations at a time and are initialized.
  var concurrent: Set<EnvironmentID> = []
  /// Environments whose process ended while it waited, oldest first. The next invocation finds that
  /// out, as on Lambda.
  var lost: [LostEnvironment] = []
  /// How many environments have lost their process in a crash or a timeout. The next invocation in
  /// one of them pays for the new process itself.
  var resets = 0

  init(function: String, tenant: String?) {
    self.function = function
    self.tenant = tenant
  }

  /// Takes out the oldest invocation that waits and the environment for it, where there are both.
  mutating func takePair() -> (InvocationID, EnvironmentID)? {
    guard !pending.isEmpty, let environment = idle.popLast() else { return nil }
    return (pending.removeFirst(), environment)
  }

  /// Takes an environment out that is ended.
  mutating func leave(_ environment: EnvironmentID) {
    idle.removeAll { $0 == environment }
    concurrent.remove(environment)
  }
}

/// An environment that has ended by itself, until somebody takes note.
struct LostEnvironment {
  let environment: EnvironmentState
  let failure: ControlPlane.Failure
  let endedAt: ControlPlane.Instant
}
