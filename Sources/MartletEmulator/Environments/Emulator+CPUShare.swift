internal import MartletCurl

/// Control groups of processes that have ended.
extension Emulator {
  /// Removes a group as soon as its processes have left it, without keeping the loop from its work:
  /// one that was killed may take a moment, and one that was just being started is not in the
  /// group's list yet.
  func remove(_ group: CPUShare.Group) {
    guard !group.removeIfEmpty() else { return }
    leaving.append(group)
    guard leaving.count == 1 else { return }
    run { emulator in
      for _ in 0..<1000 where !emulator.leaving.isEmpty {
        try? await emulator.loop.sleep(for: .milliseconds(1))
        emulator.leaving.removeAll { $0.removeIfEmpty() }
      }
      emulator.leaving = []
    }
  }
}
