internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// A helping program that runs to its end, or is killed after a limit.
enum Tool {
  /// Where a program is; nil when it is not on the PATH.
  static func path(of name: String) -> String? {
    let folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
    return folders.lazy.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  static func run(
    _ command: ChildProcess.Command, limit: Duration? = nil, in session: Session,
    onOutput: @escaping (UnsafeRawBufferPointer) -> Void
  ) async throws(CommandError) -> ChildProcess.Exit {
    let process: ChildProcess
    do {
      process = try ChildProcess(command, on: session.loop, onOutput: onOutput)
    } catch {
      throw CommandError(.unavailable, error.message)
    }
    // A build that is interrupted ends its compilers and leaves its folder in order. One that does
    // not end is killed, and `Orphans` ends what it leaves.
    let ending = session.onEnd {
      let timer = session.loop.schedule(at: .now + .seconds(2)) { process.signal(SIGKILL) }
      interrupt(process, on: session.loop)
      _ = await process.waitForExit()
      timer.cancel()
    }
    let timer = limit.map { session.loop.schedule(at: .now + $0) { process.signal(SIGKILL) } }
    let exit = await process.waitForExit()
    timer?.cancel()
    await session.stopIfOver()
    session.forget(ending)
    return exit
  }

  /// Again and again until it ends: SwiftPM forgets an interrupt that comes while it starts.
  private static func interrupt(_ process: ChildProcess, on loop: RunLoop) {
    guard !process.hasEnded else { return }
    process.signal(SIGINT)
    loop.schedule(at: .now + .milliseconds(100)) { interrupt(process, on: loop) }
  }
}
