internal import MartletCurl
internal import MartletEmulator

/// Starts a bootstrap a few times under the emulator, up to its first call for an event. It is
/// given none: what an event does is not known here.
struct StartUpTest {
  static let rounds = 5
  let session: Session

  /// The median time from the start of the process to its first `next`.
  func coldStart(of function: String, in bootstrap: String) async throws(CommandError) -> Duration {
    let configuration = FunctionConfiguration(name: function, bootstrap: bootstrap)
    let emulator = Emulator([configuration], maximumEnvironments: Self.rounds, on: session.loop)
    session.onEnd { await emulator.shutdown() }
    let log = StartUpLog()
    await emulator.observe { _, line in log.append(line) }
    var times: [Duration] = []
    for _ in 0..<Self.rounds {
      let outcome = await emulator.start(function)
      await session.stopIfOver()
      switch outcome {
      case .ready(let startUp): times.append(startUp.spawn + startUp.start)
      case .failed(let type): throw failure(function, type, log)
      case nil: throw failure(function, "Sandbox.Failure", log)
      }
    }
    await emulator.shutdown()
    return times.sorted()[Self.rounds / 2]
  }

  private func failure(_ function: String, _ type: String, _ log: StartUpLog) -> CommandError {
    CommandError(
      .buildFailed,
      """
      \(function) does not start: \(type); nothing is delivered. If its init phase needs what \
      only the cloud has: --no-start
      """, details: log.text)
  }
}

/// What an emulator logs while a bootstrap starts.
///
/// Sharing is safe: all of it is used on the loop's thread.
private final class StartUpLog: @unchecked Sendable {
  private(set) var text: [UInt8] = []

  func append(_ line: [UInt8]?) {
    guard let line else { return }
    if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    text += line
  }
}
