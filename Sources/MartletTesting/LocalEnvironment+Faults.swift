internal import Martlet
internal import MartletEmulator
internal import MartletRuntime

extension LocalEnvironment {
  func inject(_ fault: Fault) throws(InvocationError) {
    guard Self.possible.contains(fault) else {
      throw InvocationError(
        "Test", "\(fault) cannot happen in process; test it on .emulated")
    }
    pendingFaults.append(fault)
  }

  private static var possible: [Fault] {
    [.throttled, .initFailure, .kill(on: .next), .kill(on: .answer)]
  }

  /// Whether there was such a fault, which has happened now.
  func meets(_ fault: Fault) -> Bool { pendingFaults.take(fault) }

  /// What the caller reads where the platform refuses an invocation.
  static var throttled: LocalAnswer {
    LocalAnswer(failure: FunctionError("TooManyRequestsException", "Rate Exceeded."))
  }

  /// What the caller reads where the process is gone.
  static func killed(_ context: Context) -> LocalAnswer {
    LocalAnswer(
      failure: FunctionError(
        "Runtime.ExitError",
        "RequestId: \(context.requestID) Error: Runtime exited with error: signal: killed"))
  }
}
