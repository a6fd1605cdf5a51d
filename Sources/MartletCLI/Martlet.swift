internal import Glibc
internal import MartletCurl

/// The `martlet` command.
@main
enum Martlet {
  private static let commands: [(name: String, type: any Command.Type)] = [
    ("invoke", InvokeCommand.self), ("dev", DevCommand.self), ("package", PackageCommand.self),
    ("bench", BenchCommand.self), ("events", EventsCommand.self), ("doctor", DoctorCommand.self),
  ]

  /// Synchronous, so that no thread pool is started and signals stay with the loop.
  static func main() {
    StandardStream.reserveDescriptors()
    // A reader that goes away (`martlet … | head`) is an error of one write, not of the process.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that may not become larger (RLIMIT_FSIZE).
    signal(SIGXFSZ, SIG_IGN)
    // Somebody who opens a file for writing while `FileLease` looks at it.
    signal(SIGIO, SIG_IGN)
    do {
      exit(try run(Array(CommandLine.arguments.dropFirst())).rawValue)
    } catch {
      if !error.details.isEmpty { Console.status(error.details) }
      Console.error(error.message)
      exit(error.status.rawValue)
    }
  }

  private static func run(_ words: [String]) throws(CommandError) -> ExitStatus {
    guard let word = words.first else {
      Console.status(help.trimmingSuffix(while: \.isNewline))
      return .usage
    }
    let rest = Array(words.dropFirst())
    switch word {
    case "--version": try Console.output("martlet \(MartletVersion.current)\n")
    case "--help", "-h", "help":
      try Console.output(rest.isEmpty ? help : command(named: rest[0]).help)
    default: return try start(command(named: word), rest)
    }
    return .success
  }

  private static func command(named name: String) throws(CommandError) -> any Command.Type {
    if let command = commands.first(where: { $0.name == name }) { return command.type }
    let names = commands.map(\.name).joined(separator: ", ")
    throw CommandError(.usage, "\"\(name)\" is not a command; the commands are: \(names)")
  }

  private static func start(
    _ type: any Command.Type, _ words: [String]
  ) throws(CommandError) -> ExitStatus {
    if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
      try Console.output(type.help)
      return .success
    }
    return try Session.run(type.init(Arguments(words, options: type.options)))
  }

  private static let help = """
    Serverless functions in Swift: invoke, serve, package and measure them.

    USAGE: martlet COMMAND …

    COMMANDS:
      invoke FUNCTION [PAYLOAD]   Build a function, invoke it once, print its response.
      dev [FUNCTION …]            Serve functions through the Invoke API until interrupted.
      package [FUNCTION …]        Build what is deployed, check it, and time its cold start.
      bench BOOTSTRAP             Measure bootstraps of any language against each other.
      events [SOURCE]             Print an event as its source would send it.
      doctor                      Say what this machine lacks, and how to get it.

    `martlet COMMAND --help` says more about each.

    EXIT STATUS:
    \(ExitStatus.table)

    EXAMPLE:
      martlet invoke Hello '{"name": "Ada"}'

    """
}
