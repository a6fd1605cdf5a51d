/// One of the verbs of `martlet`.
protocol Command: Sendable {
  /// A screen of help with an example.
  static var help: String { get }
  static var options: [Option] { get }

  /// Reads the command line. What can be refused without doing anything is refused here.
  init(_ arguments: Arguments) throws(CommandError)

  func run(in session: Session) async throws(CommandError) -> ExitStatus
}
