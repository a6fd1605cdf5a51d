internal import CMartlet
internal import Glibc
internal import MartletCurl
internal import MartletHTTP

extension RuntimeAPI {
  /// Registers the internal extension without events for whose sake Lambda sends SIGTERM to the
  /// runtime, and takes that signal from now on.
  ///
  /// A platform that knows no extensions may send the signal all the same, so a refusal is logged
  /// and no more.
  func watchShutdown() async {
    do {
      try loop.onSignal(SIGTERM) { [unowned self] in beginShutdown() }
      let response = try await client.post(
        "/2020-01-01/extension/register",
        headers: ["Lambda-Extension-Name": "martlet-shutdown", "Content-Type": "application/json"],
        body: Array(#"{"events":[]}"#.utf8))
      guard response.status == 200,
        let identifier = response.headers.present("Lambda-Extension-Identifier")
      else {
        throw unexpected(response, of: "extension/register")
      }
      // Not shared: the task runs on the loop's thread, as this one does.
      nonisolated(unsafe) let this = self
      Task(executorPreference: loop) { await this.waitForExtensionEvents(identifier) }
    } catch {
      Log.process.warn(
        "the platform will not say when it shuts the environment down", error: error)
    }
  }

  /// Without this call the init phase would not end. It has no answer before the environment's end,
  /// when nobody needs it; on a connection that broke with a snapshot it is made once more.
  private func waitForExtensionEvents(_ identifier: String) async {
    while shutdownDeadline == nil {
      do throws(TransportError) {
        _ = try await client.get(
          "/2020-01-01/extension/event/next", headers: ["Lambda-Extension-Identifier": identifier])
        return
      } catch {
        guard error.code != .closed else { return }
        try? await loop.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Lambda's time for a runtime with internal extensions alone, from SIGTERM to SIGKILL.
  private static let shutdownBudget = Duration.milliseconds(500)

  /// What is under way may still be answered; the time runs for all of it.
  private func beginShutdown() {
    let end = ContinuousClock.now + Self.shutdownBudget
    loop.schedule(at: end) {
      Log.process.error("shutdown took longer than \(Self.shutdownBudget)")
      exit(1)
    }
    close(before: end - .milliseconds(100))
  }

  func waitForRestore() async throws(RuntimeError) {
    let answer = try await ask("/2018-06-01/runtime/restore/next", [:])
    TrapReport.beginRestore()
    guard let response = answer else { return }
    switch response.status {
    // The connections of the environment that was copied are dead in its copies.
    case 200: client.dropConnections()
    // A platform that knows no snapshots goes on without one.
    case 403, 404: Log.process.warn(unexpected(response, of: "restore/next").message)
    default: throw unexpected(response, of: "restore/next")
    }
  }
}
