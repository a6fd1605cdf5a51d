import Glibc

/// The programs that are built along with the tests.
enum Programs {
  static let martlet = "\(folder)/martlet"
  static let bootstrap = "\(folder)/ScriptedBootstrap"

  private static let folder: String = {
    var path = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &path, path.count)
    let executable = String(
      decoding: path[..<max(0, count)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return String(executable[..<(executable.lastIndex(of: "/") ?? executable.endIndex)])
  }()
}

/// Starts `martlet`.
func startMartlet(
  _ arguments: String..., input: [UInt8]? = [], output: RunningCommand.Stream = .captured,
  directory: String = "/", environment: [String: String?] = [:]
) -> RunningCommand {
  RunningCommand(
    Programs.martlet, arguments, input: input, output: output, directory: directory,
    environment: environment)
}

/// Runs `martlet` to its end.
func martlet(
  _ arguments: String..., input: [UInt8]? = [], output: RunningCommand.Stream = .captured,
  directory: String = "/", environment: [String: String?] = [:]
) async -> RunningCommand.Outcome {
  await RunningCommand(
    Programs.martlet, arguments, input: input, output: output, directory: directory,
    environment: environment
  ).outcome()
}

/// Whether a process exists.
func isAlive(_ process: pid_t) -> Bool { kill(process, 0) == 0 || errno != ESRCH }

/// Returns when a process has ended and its parent has taken note; a zombie is still there.
func untilGone(_ process: pid_t) async {
  while isAlive(process), !Task.isCancelled { await Task.yield() }
}
