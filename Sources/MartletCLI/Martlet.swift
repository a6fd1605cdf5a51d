internal import Glibc

/// The `martlet` command.
@main
enum Martlet {
  static let version = "0.1.0"

  /// Synchronous, so that no thread pool is started and signals stay with the loop.
  static func main() {
    // A reader that goes away (`martlet … | head`) is an error of one write, not of the process.
    signal(SIGPIPE, SIG_IGN)
    let words = Array(CommandLine.arguments.dropFirst())
    do {
      exit(try run(words).rawValue)
    } catch {
      Console.error(error.message)
      exit(error.status.rawValue)
    }
  }

  private static func run(_ words: [String]) throws(CommandError) -> ExitStatus {
    let rest = Array(words.dropFirst())
    switch words.first {
    case "invoke": return try start(InvokeCommand.self, rest)
    case "dev": return try start(DevCommand.self, rest)
    case "doctor": return try start(DoctorCommand.self, rest)
    case "--version":
      Console.output("martlet \(version)\n")
      return .success
    case "--help", "-h", "help":
      Console.output(help)
      return .success
    case nil:
      Console.status(help)
      return .usage
    case let word?:
      throw CommandError(
        .usage, "\"\(word)\" is not a command; the commands are: invoke, dev, doctor")
    }
  }

  private static func start<C: Command>(
    _ type: C.Type, _ words: [String]
  ) throws(CommandError) -> ExitStatus {
    if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
      Console.output(C.help)
      return .success
    }
    let command = try C(Arguments(words, options: C.options))
    return try Session.run(command)
  }

  private static let help = """
    Serverless functions in Swift: invoke them, serve them, find out what is missing.

    USAGE: martlet COMMAND …

    COMMANDS:
      invoke FUNCTION [PAYLOAD]   Build a function, invoke it once, print its response.
      dev [FUNCTION …]            Serve functions through the Invoke API until interrupted.
      doctor                      Say what this machine lacks, and how to get it.

    `martlet COMMAND --help` says more about each.

    EXIT STATUS:
    \(ExitStatus.table)

    EXAMPLE:
      martlet invoke Hello '{"name": "Ada"}'

    """
}
