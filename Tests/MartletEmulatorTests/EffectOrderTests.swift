import Glibc
import Testing

@testable import MartletEmulator

@Suite(.timeLimit(.minutes(5)))
struct EffectOrderTests {
  @Test func `an environment that is to be stopped and then has an event is not stopped after it`()
    throws
  {
    let folder = TemporaryFolder()
    var function = scripted("echo")
    function.asynchronous.onSuccess = .file("\(folder.path)/done")
    try withEmulator(function) { stage in
      #expect(await stage.run("echo").errorType == nil)
      // It asks for its next event soon.
      while await !stage.emulator.concludeBeforeFreezing() { await Task.yield() }
      while access("\(folder.path)/done", F_OK) != 0 { await Task.yield() }
    }
  }
}

extension Emulator {
  /// As when an event fails for good in the moment in which the function that is told of it has been idle
  /// for long enough.
  ///
  /// - Returns: false where no environment waits for an event.
  fileprivate func concludeBeforeFreezing() -> Bool {
    guard let id = controlPlane.environments.values.first(where: { $0.idleSince != nil })?.id
    else { return false }
    controlPlane.environments[id]?.isFrozen = true
    controlPlane.emit(
      .conclude(
        EventOutcome(
          function: "Other", requestID: "A",
          held: InvocationRequest(function: "Other", event: Array("{}".utf8)),
          settings: .init(onFailure: .function("Scripted")), condition: .retriesExhausted,
          invocations: 3, answer: nil)))
    controlPlane.emit(.freeze(id))
    perform()
    return true
  }
}
