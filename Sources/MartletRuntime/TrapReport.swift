internal import CMartlet

/// What the platform is told when the process traps: by `fatalError`, an index out of bounds, a nil
/// that is unwrapped, a bad pointer, `abort()`.
///
/// A signal handler in C reports the trap as the error of the invocation that was running, or of the
/// init phase, with the message that Swift's runtime has left; then the process ends by the same
/// signal, as it would have without it. The platform alone would only see the signal. A trap between
/// two invocations is logged: there is nothing that it could be the error of.
///
/// None of this does anything in a process that has not called `install`.
enum TrapReport {
  /// Takes over the signals of a trap and begins the init phase. Call it on the loop's thread.
  ///
  /// - Parameter address: `host:port`, as checked by `Environment`.
  static func install(runtimeAPI address: String) {
    martlet_trap_install(address, PlatformLog.descriptor ?? -1)
  }

  /// A copy of a snapshot begins: until `endInit`, a trap is its restore's error.
  static func beginRestore() { martlet_trap_begin_restore() }

  /// The init phase has succeeded.
  static func endInit() { martlet_trap_end_init() }

  /// Whether the Runtime API's address is a name, which a signal handler cannot resolve.
  static var wantsPeer: Bool { martlet_trap_wants_peer() }

  /// Where the Runtime API's name leads: the other end of a connection to it.
  static func setPeer(_ peer: (host: String, port: UInt16)) {
    martlet_trap_set_peer(peer.host, peer.port)
  }

  /// An invocation begins, in the current task's slot.
  static func begin(_ context: Context) {
    martlet_trap_begin(context.requestID, context.invocationID)
  }

  /// The current task's slot has answered its invocation.
  static func end() { martlet_trap_end() }

  // MARK: Several invocations at a time

  /// Which of the invocations that are running a task works for, from zero. A task inherits it from
  /// the one that made it, so a trap in a child task is its invocation's too. A detached task has
  /// none: its trap is the error of the only invocation, or else of all that are running.
  ///
  /// Each slot's own task, which handles one invocation after the other, runs inside of
  /// `TrapReport.slot.withValue(number) { … }`. A process of one invocation at a time needs no slots.
  static let slot = TaskLocal<Int32>(wrappedValue: -1)

  /// Makes room for `count` invocations at a time. Call it before the first one, and not in a
  /// process that only ever has one: making the task-local value's type costs a cold start.
  static func useSlots(_ count: Int) {
    martlet_trap_use_slots(
      Int32(clamping: count), UnsafeRawPointer(Unmanaged.passUnretained(slot).toOpaque()))
  }
}
