/// A command that cannot go on: the status it ends with, and one sentence with the remedy.
struct CommandError: Error {
  let status: ExitStatus
  let message: String
  /// What another program said about it, such as a compiler; shown above the message.
  let details: [UInt8]

  init(_ status: ExitStatus, _ message: String, details: [UInt8] = []) {
    self.status = status
    self.message = message
    self.details = details
  }
}
