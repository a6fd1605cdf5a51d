/// What the platform finds wrong, in its words.
extension ControlPlane {
  /// An error that the platform finds, not the function.
  struct Failure {
    var type: String
    var message: String

    func answer(requestID: String) -> InvocationAnswer {
      .failure(type, "RequestId: \(requestID) Error: \(message)")
    }
  }

  static func failure(_ exit: Exit) -> Failure {
    switch exit {
    case .status(0):
      Failure(type: "Runtime.ExitError", message: "Runtime exited without providing a reason")
    case .status(let status):
      Failure(
        type: "Runtime.ExitError", message: "Runtime exited with error: exit status \(status)")
    case .signal(_, let name):
      Failure(type: "Runtime.ExitError", message: "Runtime exited with error: signal: \(name)")
    case .notStarted(let reason):
      Failure(type: "Runtime.InvalidEntrypoint", message: reason)
    case .extensionNotStarted(let reason):
      Failure(type: "Extension.LaunchError", message: reason)
    }
  }

  static func timeout(_ limit: Duration) -> String {
    "Task timed out after \(Milliseconds.text(limit / 1000)) seconds"
  }
}
