internal import MartletCurl

/// When the control plane decides because of the time.
extension Emulator {
  /// A timer that is early enough stays: each invocation moves the next deadline to and fro, and a
  /// look too early costs less than a new timer each time.
  func setTimer() {
    if let deadline = controlPlane.nextDeadline { setTimer(to: deadline) }
  }

  private func setTimer(to deadline: ControlPlane.Instant) {
    if let timer, timer.deadline <= deadline { return }
    timer?.1.cancel()
    let left = ControlPlane.Instant.now.duration(to: deadline)
    let next = loop.schedule(at: .now + left) { [weak self] in
      self?.assumeIsolated { $0.tick() }
    }
    timer = (deadline, next)
  }

  private func tick() {
    timer = nil
    let now = ControlPlane.Instant.now
    // Most often the next invocation came before its processes were to be stopped.
    if let deadline = controlPlane.nextDeadline, deadline > now { return setTimer(to: deadline) }
    controlPlane.tick(now: now)
    perform()
  }
}
