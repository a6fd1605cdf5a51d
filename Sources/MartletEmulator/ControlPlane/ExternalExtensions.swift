/// The extensions of an environment that are processes of their own, by their files' names.
struct ExternalExtensions {
  /// Those whose process runs.
  var living: Set<String>
  /// Those that have not registered yet.
  var unregistered: Set<String>
  /// Whether the runtime's process has ended, or has been ended.
  var hasRuntimeExited = false
  var isRuntimeStopped = false
  /// Why the environment ends, and when all of it is ended; set as soon as it is to end.
  var ending: Ending?
  /// Whether they have been told, each as soon as it asks.
  var areTold = false

  struct Ending {
    let reason: ShutdownReason
    let deadline: ControlPlane.Instant
  }

  init(_ names: [String]) {
    living = Set(names)
    unregistered = living
  }
}

/// Why an environment ends, under the names that extensions read.
enum ShutdownReason: String, Sendable {
  case spindown, timeout, failure
}
