internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// The `swift` command of the toolchain.
enum SwiftTool {
  /// Where it is; nil when it is not on the PATH.
  static let path: String? = {
    let folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
    return folders.lazy.map { "\($0)/swift" }.first { access($0, X_OK) == 0 }
  }()

  /// Runs `swift` with arguments and waits for its end; its errors go to standard error.
  static func run(
    _ arguments: [String], in session: Session,
    onOutput: @escaping (UnsafeRawBufferPointer) -> Void
  ) async throws(CommandError) -> ChildProcess.Exit {
    guard let path else {
      throw CommandError(
        .unavailable, "swift is not on the PATH; get it from swift.org/install")
    }
    return try await Tool.run(
      .init(path: path, arguments: arguments, passesErrorsOn: true), in: session,
      onOutput: onOutput)
  }
}

/// A helping program that runs to its end.
enum Tool {
  static func run(
    _ command: ChildProcess.Command, in session: Session,
    onOutput: @escaping (UnsafeRawBufferPointer) -> Void
  ) async throws(CommandError) -> ChildProcess.Exit {
    let process: ChildProcess
    do {
      process = try ChildProcess(command, on: session.loop, onOutput: onOutput)
    } catch {
      throw CommandError(.unavailable, error.message)
    }
    // A build that is interrupted ends the compilers that it started; one that is killed leaves
    // them. So it gets a moment.
    session.onEnd {
      process.signal(SIGINT)
      let timer = session.loop.schedule(at: .now + .seconds(2)) { process.signal(SIGKILL) }
      _ = await process.waitForExit()
      timer.cancel()
    }
    return await process.waitForExit()
  }
}
