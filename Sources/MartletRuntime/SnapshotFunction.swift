/// A function that prepares for being kept as a snapshot, and for beginning as a copy of it.
///
/// Where the platform keeps a snapshot of an initialized environment (Lambda SnapStart,
/// `AWS_LAMBDA_INITIALIZATION_TYPE` is `snap-start`), many environments begin as copies of one:
/// connections are dead in them, and what was drawn at random is the same in all. Everywhere else
/// neither method is called.
public protocol SnapshotFunction: Function {
  /// Runs once, after the init phase and before the snapshot. What it throws is reported as the
  /// reason why there is no snapshot.
  mutating func beforeSnapshot() async throws

  /// Runs in each copy, before its first invocation. What it throws is reported as the reason why
  /// the copy cannot begin. Lambda gives it 10 seconds.
  mutating func afterRestore() async throws
}

extension SnapshotFunction {
  /// Calls `beforeSnapshot`.
  public static func _beforeSnapshot(_ function: inout Self) async throws {
    try await function.beforeSnapshot()
  }

  /// Calls `afterRestore`.
  public static func _afterRestore(_ function: inout Self) async throws {
    try await function.afterRestore()
  }
}
