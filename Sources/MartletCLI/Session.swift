internal import Glibc
internal import MartletCurl
internal import MartletEmulator

/// One run of a command: its loop, and what has to be ended when it ends, however it ends.
///
/// Sharing is safe: all of it is made and used on the loop's thread, which is the process's only
/// one.
final class Session: @unchecked Sendable {
  let loop: RunLoop
  private var endings: [(number: Int, end: () async -> Void)] = []
  private var lastEnding = 0
  private var result: UnsafeContinuation<Result<ExitStatus, CommandError>, Never>?
  private var isOver = false

  private init(on loop: RunLoop) { self.loop = loop }

  /// Registers what ends something that the command has started. Latest first.
  ///
  /// - Returns: its number, for `forget`.
  @discardableResult
  func onEnd(_ ending: @escaping () async -> Void) -> Int {
    lastEnding += 1
    endings.append((lastEnding, ending))
    return lastEnding
  }

  /// What has ended by itself needs no ending; a command that runs for days starts many.
  func forget(_ number: Int) { endings.removeAll { $0.number == number } }

  /// Where a command stops for good once a signal has ended it. What it waited for then ends too,
  /// and it must not go on from there: ask again what has failed, or print what was cut short.
  func stopIfOver() async {
    if isOver { await untilSignal() }
  }

  /// Waits for the signal that ends the command.
  func untilSignal() async -> Never {
    while true { await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in } }
  }

  /// Runs a command to its end, or to the first signal that ends it; then ends all that it started.
  static func run(_ command: some Command) throws(CommandError) -> ExitStatus {
    let signals = try Signals()
    OpenFiles.allowAll()
    Orphans.adopt()
    let loop: RunLoop
    do {
      loop = try RunLoop()
    } catch {
      throw CommandError(.unavailable, error.message)
    }
    let result: Result<ExitStatus, CommandError> = loop.run {
      let session = Session(on: loop)
      let result = await session.result(of: command, or: signals)
      while let ending = session.endings.popLast() { await ending.end() }
      Orphans.killAll()
      Console.endQueues()
      signals.take()
      return result
    }
    if let signal = signals.received {
      // The terminal's `^C`, or a build's progress, stands where the prompt will.
      Console.progress("")
      exit(128 + signal)
    }
    return try result.get()
  }

  /// Waits for the command or for a signal, whichever comes first.
  private func result(
    of command: some Command, or signals: Signals
  ) async -> Result<ExitStatus, CommandError> {
    return await withUnsafeContinuation { continuation in
      result = continuation
      do throws(TransportError) {
        try signals.watch(on: loop) { self.finish(.success(.success)) }
      } catch {
        finish(.failure(CommandError(.unavailable, error.message)))
      }
      Task(executorPreference: loop) {
        do throws(CommandError) {
          self.finish(.success(try await command.run(in: self)))
        } catch {
          self.finish(.failure(error))
        }
      }
    }
  }

  private func finish(_ result: Result<ExitStatus, CommandError>) {
    isOver = true
    self.result?.resume(returning: result)
    self.result = nil
  }
}
