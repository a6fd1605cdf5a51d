import Glibc

/// A custom runtime that keeps the Runtime API's protocol, or breaks it, as `_HANDLER` says.
///
/// The handler is a list of steps between semicolons: `sleep:50;echo` waits 50 ms and answers with
/// the event. Steps that begin with `init-` are done once, before the first event is asked for. The
/// handler `script` takes the steps of each invocation from its event, a JSON string.
@main
struct ScriptedBootstrap {
  static func main() {
    switch CommandLine.arguments.dropFirst().first {
    case "hang": hang()
    case "end": exit(0)
    case "flood":
      // Its parent's line with the number may come into the middle of the flood.
      print("child \(getpid())")
      flood("")
    // Asked as one of Martlet's executables: it registers nothing, and so is a function itself.
    case "--martlet-functions": exit(0)
    case "orphan": leaveBehind(CommandLine.arguments[2])
    case "stranger":
      environ.pointee = nil
      leaveBehind(CommandLine.arguments[2])
    case "count": countInto(CommandLine.arguments[2])
    case "keep":
      memset(malloc(200 << 20), 1, 200 << 20)
      hang()
    case "extension":
      let words = CommandLine.arguments
      ScriptedExtension.run(words[2], words[3], words[4])
    default: break
    }
    guard let handler = getenv("_HANDLER"), let address = getenv("AWS_LAMBDA_RUNTIME_API") else {
      print("_HANDLER and AWS_LAMBDA_RUNTIME_API must be set")
      exit(2)
    }
    let steps = Step.list(String(cString: handler))
    let api = RuntimeAPI(String(cString: address))

    for step in steps where step.isInit {
      if step.name == "unless", access(step.argument, F_OK) == 0 { break }
      step.perform(api, nil)
    }
    let concurrency = getenv("AWS_LAMBDA_MAX_CONCURRENCY").flatMap { Int(String(cString: $0)) }
    for _ in 1..<(concurrency ?? 1) { startPolling(steps, api.address) }
    poll(steps, api)
  }

  private static func poll(_ steps: [Step], _ api: RuntimeAPI) {
    while true {
      let invocation = api.next()
      let isScript = steps.contains { $0.name == "script" }
      for step in isScript ? Step.list(invocation.script) : steps where !step.isInit {
        step.perform(api, invocation)
      }
    }
  }

  private final class Poller {
    let steps: [Step]
    let address: String
    init(_ steps: [Step], _ address: String) { (self.steps, self.address) = (steps, address) }
  }

  /// Starts a thread that handles one invocation after the other, with a connection of its own.
  private static func startPolling(_ steps: [Step], _ address: String) {
    var thread = pthread_t()
    let poller = Unmanaged.passRetained(Poller(steps, address)).toOpaque()
    pthread_create(
      &thread, nil,
      { pointer in
        let poller = Unmanaged<Poller>.fromOpaque(pointer!).takeRetainedValue()
        ScriptedBootstrap.poll(poller.steps, RuntimeAPI(poller.address))
        return nil
      }, poller)
  }

  /// What a signal's handler may do.
  static func sayAndExit() -> Never {
    let line: StaticString = "terminated\n"
    _ = Glibc.write(1, line.utf8Start, line.utf8CodeUnitCount)
    _exit(0)
  }

  static func hang() -> Never {
    while true { pause() }
  }

  /// Writes lines without end; without a text, bytes without a line end.
  static func flood(_ text: String) -> Never {
    let block = String(repeating: text.isEmpty ? "x" : "\(text)\n", count: 4096)
    while true { write(block) }
  }

  /// Ends in a session of its own, as daemons are started, while its child goes on with some work, such
  /// as `hang` or `count=FILE`.
  private static func leaveBehind(_ work: String) -> Never {
    setsid()
    let parts = work.split(separator: "=").map(String.init)
    print("orphan \(Step.startChild(parts[0], parts.count > 1 ? parts[1] : ""))")
    exit(0)
  }

  /// Makes a file one byte longer each millisecond.
  private static func countInto(_ file: String) -> Never {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    while true {
      _ = Glibc.write(descriptor, "x", 1)
      usleep(1000)
    }
  }
}

/// Writes a line to standard output at once.
func print(_ line: String) { write(line + "\n") }

/// Writes a text to standard output at once.
func write(_ text: String) {
  let bytes = Array(text.utf8)
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      Glibc.write(1, $0.baseAddress! + written, $0.count - written)
    }
    guard count > 0 else { return }
    written += count
  }
}
