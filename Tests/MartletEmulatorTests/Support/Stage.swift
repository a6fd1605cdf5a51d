import MartletCurl
import MartletEmulator
import MartletHTTP

/// An emulator under test: its loop, where it listens and all that it logged.
///
/// Sharing is safe: everything runs on the loop's thread.
final class Stage: @unchecked Sendable {
  let loop: RunLoop
  let emulator: Emulator
  let address: Listener.Address
  let log: Log

  init(loop: RunLoop, emulator: Emulator, address: Listener.Address, log: Log) {
    self.loop = loop
    self.emulator = emulator
    self.address = address
    self.log = log
  }

  /// Invokes a function without HTTP.
  func invoke(
    _ function: String = "Scripted", _ event: String = "{}", wantsLogTail: Bool = false
  ) async -> InvocationAnswer {
    let request = InvocationRequest(
      function: function, event: Array(event.utf8), wantsLogTail: wantsLogTail)
    guard let answer = await emulator.invoke(request) else {
      return InvocationAnswer(payload: Array("no function \(function)".utf8), errorType: "Test")
    }
    return answer
  }

  /// Invokes the function `Scripted`, whose handler is `script`, with the steps that it is to do.
  func run(_ steps: String, wantsLogTail: Bool = false) async -> InvocationAnswer {
    await invoke("Scripted", "\"\(steps)\"", wantsLogTail: wantsLogTail)
  }

  func client() throws -> Client {
    try Client(.init(base: "http://\(address)", userAgent: "test/1"), on: loop)
  }

  func connect(to address: Listener.Address? = nil) throws -> RawConnection {
    try RawConnection(to: address ?? self.address, on: loop)
  }

  /// A connection to the Runtime API of an environment whose process says `address`.
  func connectToRuntimeAPI() async throws -> RawConnection {
    let line = await log.line { $0.hasPrefix("address ") }
    let parts = line.dropFirst("address ".count).split(separator: ":")
    return try RawConnection(host: String(parts[0]), port: UInt16(parts[1])!, on: loop)
  }
}

/// Runs a test with an emulator on a loop of its own.
func withEmulator(
  _ functions: FunctionConfiguration..., maximumEnvironments: Int = 64, freezes: Bool = false,
  state: String? = nil,
  name: String = #function, test: @escaping @Sendable (Stage) async throws -> Void
) throws {
  try withEmulator(
    functions, maximumEnvironments: maximumEnvironments, freezes: freezes, state: state, name: name,
    test: test)
}

func withEmulator(
  _ functions: [FunctionConfiguration], maximumEnvironments: Int = 64, freezes: Bool = false,
  state: String? = nil,
  name: String = #function, test: @escaping @Sendable (Stage) async throws -> Void
) throws {
  let loop = try RunLoop()
  let outerWatchdog = Watchdog(name, seconds: 40)
  defer { outerWatchdog.cancel() }
  try loop.run {
    let emulator = Emulator(
      functions, maximumEnvironments: maximumEnvironments, freezes: freezes, state: state, on: loop)
    let log = Log()
    await emulator.observe { entry, line in log.append(entry, line) }
    let address = try await emulator.listen(host: "127.0.0.1", port: 0)
    // Nothing else ends a test whose loop waits for what never comes.
    let watchdog = loop.schedule(at: .now + .seconds(30)) {
      ChildProcesses.killAll()
      fatalError("\(name) hangs; the log so far:\n\(log.lines.joined(separator: "\n"))")
    }
    defer { watchdog.cancel() }
    do {
      try await test(Stage(loop: loop, emulator: emulator, address: address, log: log))
    } catch {
      await emulator.shutdown()
      throw error
    }
    await emulator.shutdown()
  }
}

/// A function of the scripted bootstrap; see `Tests/ScriptedBootstrap` for what handlers say. The
/// timeout is one that no machine reaches by being slow.
func scripted(
  _ handler: String = "script", name: String = "Scripted", memorySize: Int = 128,
  timeout: Duration = .seconds(60)
) -> FunctionConfiguration {
  FunctionConfiguration(
    name: name, bootstrap: Products.path("ScriptedBootstrap"), handler: handler,
    memorySize: memorySize, timeout: timeout)
}

/// A function of the scripted bootstrap whose folder of extensions has one, `spy`; see
/// `Tests/ScriptedBootstrap/ScriptedExtension.swift` for its modes.
func scripted(
  _ handler: String = "script", spiedOnBy mode: String,
  _ events: String = #""INVOKE","SHUTDOWN""#, in folder: TemporaryFolder
) -> FunctionConfiguration {
  folder.write(
    "spy",
    "#!/bin/sh\nexec \(Products.path("ScriptedBootstrap")) extension spy \(mode) '\(events)'\n",
    mode: 0o755)
  var function = scripted(handler)
  function.extensionFolder = folder.path
  return function
}
