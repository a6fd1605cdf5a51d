import Glibc

/// A `martlet dev` that serves one function, `Fn`, which does the steps that its event names.
struct Dev {
  let command: RunningCommand
  let url: String

  /// Starts it and waits until it listens.
  ///
  /// - Parameters:
  ///   - pause: after what text in its standard error nobody reads on.
  ///   - limit: the shell's command that limits it.
  static func start(
    _ arguments: String..., handler: String? = "script",
    output: RunningCommand.Stream = .captured, pausingAt pause: String? = nil,
    environment: [String: String?] = [:], limit: String? = nil
  ) async -> Dev {
    let shell = limit.map { ["-c", "\($0); exec \"$0\" \"$@\"", Programs.martlet] }
    let command = RunningCommand(
      shell == nil ? Programs.martlet : "/bin/sh",
      (shell ?? [])
        + ["dev", "--port", "0", "--timeout", "60", "--bootstrap", "Fn=\(Programs.bootstrap)"]
        + arguments, output: output, pausingAt: pause,
      environment: ["_HANDLER": handler].merging(environment) { $1 })
    // The announcement ends with the command to paste.
    return Dev(command: command, url: url(in: await command.errors(until: "-d '{}'")))
  }

  /// Invokes the function with a payload that is a list of steps.
  func invoke(_ steps: String, _ arguments: String...) async -> RunningCommand.Outcome {
    await start(steps, arguments).outcome()
  }

  func start(_ steps: String, _ arguments: [String] = []) -> RunningCommand {
    RunningCommand(
      Programs.martlet, ["invoke", "Fn", "\"\(steps)\"", "--endpoint", url] + arguments)
  }

  /// Ends it with a signal.
  @discardableResult
  func end(_ number: Int32 = SIGTERM) async -> RunningCommand.Outcome {
    command.signal(number)
    return await command.outcome()
  }

  /// The first URL in a text.
  static func url(in text: String) -> String {
    guard let start = text.range(of: "http://") else { return "no URL in: \(text)" }
    return String(text[start.lowerBound...].prefix { !$0.isWhitespace && $0 != "\u{1B}" })
  }
}

extension String {
  /// Where a text first occurs.
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
