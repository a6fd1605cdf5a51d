/// The end of `martlet invoke`: what goes to standard output, and the exit status.
struct InvocationResult {
  let payload: [UInt8]
  let errorType: String?

  init(_ payload: [UInt8], errorType: String?) {
    self.payload = payload
    self.errorType = errorType
  }

  func print() throws(CommandError) -> ExitStatus {
    try Console.response(payload)
    guard let errorType else { return .success }
    Console.error("the function failed: \(errorType)")
    return errorType == "Sandbox.Timedout" ? .timeout : .functionError
  }
}
