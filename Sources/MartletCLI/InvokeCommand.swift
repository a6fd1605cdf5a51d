internal import MartletEmulator

/// `martlet invoke`: builds a function, invokes it once under the emulator, prints the response.
struct InvokeCommand: Command {
  static let help = """
    Build a function, start it under the emulator, invoke it once and print its response.

    USAGE: martlet invoke FUNCTION [PAYLOAD | @FILE | -] [OPTIONS]

    The payload is JSON: given as it is, in a file, or on standard input (-); {} without one.
    The response goes to standard output, everything else to standard error.

    OPTIONS:
      --endpoint URL      Invoke what a server of the Invoke API serves, such as `martlet dev`.
      --tenant-id ID      Name the tenant that the invocation is for.
      --release           Build with optimization.
      --timeout SECONDS   How long the invocation may take (default: 3, as on Lambda).
      --memory MB         How much memory it may use (default: 128, as on Lambda).
      --cpu-throttle      Give it no more processor time than Lambda does for that memory.
      --env KEY=VALUE     Set a variable; may be repeated. --env-file PATH reads them from a file.

    EXIT STATUS:
    \(ExitStatus.table)

    EXAMPLES:
      martlet invoke Hello '{"name": "Ada"}'
      martlet invoke Hello @event.json | jq .message
      martlet invoke --endpoint http://127.0.0.1:9000 Hello '{"name": "Ada"}'

    """

  static let options: [Option] =
    [
      .value("--endpoint", "URL"), .value("--tenant-id", "ID"), .flag("--release"),
    ] + SettingsFlags.options

  private let function: String
  private let payload: [UInt8]
  private let endpoint: Endpoint?
  private let tenant: String?
  private let configuration: String
  private let timeout: Duration?
  private let settings: SettingsFlags

  init(_ arguments: Arguments) throws(CommandError) {
    guard let function = arguments.positionals.first else {
      throw CommandError(.usage, "name a function: martlet invoke FUNCTION [PAYLOAD]")
    }
    guard arguments.positionals.count <= 2 else {
      throw CommandError(
        .usage,
        "\"\(arguments.positionals[2])\" is one word too many; quote the payload: '{\"a\": 1}'")
    }
    self.function = function
    endpoint = try arguments.value("--endpoint").map { text throws(CommandError) in
      try Endpoint(text)
    }
    tenant = try arguments.value("--tenant-id").map { text throws(CommandError) in
      guard InvocationRequest.isTenantID(text) else {
        throw CommandError(
          .usage, "--tenant-id is \"\(text)\"; give \(InvocationRequest.tenantIDRule)")
      }
      return text
    }
    if endpoint != nil { try Self.checkNothingIsStarted(arguments) }
    configuration = arguments.has("--release") ? "release" : "debug"
    settings = try SettingsFlags(arguments)
    timeout = endpoint == nil ? nil : try arguments.timeout()
    payload = try Payload.read(arguments.positionals.dropFirst().first)
  }

  /// What a server serves already has its settings.
  private static func checkNothingIsStarted(_ arguments: Arguments) throws(CommandError) {
    let ofInvocation: Set = ["--endpoint", "--timeout", "--tenant-id"]
    for option in options where !ofInvocation.contains(option.name) {
      guard !arguments.has(option.name) else {
        throw CommandError(
          .usage,
          "\(option.name) is for a function that is started here; give it to the server behind "
            + "--endpoint, or leave one of the two out")
      }
    }
  }

  func run(in session: Session) async throws(CommandError) -> ExitStatus {
    if let endpoint {
      return try await EndpointInvocation(endpoint: endpoint, function: function, tenant: tenant)
        .run(payload, timeout: timeout, in: session)
    }
    let configuration = try await FunctionFinder(
      configuration: configuration, settings: settings, session: session
    ).function(named: function)
    try CPUThrottle.check([configuration])
    let emulator = Emulator([configuration], maximumEnvironments: 1, on: session.loop)
    session.onEnd { await emulator.shutdown() }
    let printer = TimelinePrinter(showsChart: true)
    await emulator.observe { entry, line in printer.print(entry, line) }
    guard
      let answer = await emulator.invoke(
        .init(
          function: configuration.name, event: payload, tenantID: tenant, wantsLogTail: true))
    else { throw CommandError(.usage, "no function is called \(function)") }
    await session.stopIfOver()
    await emulator.shutdown()
    return try InvocationResult(answer.payload, errorType: answer.errorType).print()
  }
}

extension Arguments {
  /// `--timeout` in seconds, as long as Lambda allows.
  func timeout() throws(CommandError) -> Duration? {
    try number("--timeout", in: 0.001...900.0).map { .milliseconds(Int64($0 * 1000)) }
  }
}
