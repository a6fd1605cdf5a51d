import Glibc

/// A custom runtime that keeps the Runtime API's protocol, or breaks it, as `_HANDLER` says.
///
/// The handler is a list of steps between semicolons: `sleep:50;echo` waits 50 ms and answers with
/// the event. Steps that begin with `init-` are done once, before the first event is asked for. The
/// handler `script` takes the steps of each invocation from its event, a JSON string.
@main
struct ScriptedBootstrap {
  static func main() {
    if CommandLine.arguments.contains("hang") { hang() }
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
    while true {
      let invocation = api.next()
      let isScript = steps.contains { $0.name == "script" }
      for step in isScript ? Step.list(invocation.script) : steps where !step.isInit {
        step.perform(api, invocation)
      }
    }
  }

  static func hang() -> Never {
    while true { pause() }
  }
}

/// Writes a line to standard output at once.
func print(_ line: String) {
  let bytes = Array((line + "\n").utf8)
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes {
      write(1, $0.baseAddress! + written, $0.count - written)
    }
    guard count > 0 else { return }
    written += count
  }
}
