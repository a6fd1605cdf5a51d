internal import MartletCurl

/// Control groups of processes that have ended.
extension Emulator {
  /// Removes a group as soon as its processes have left it, without keeping the loop from its work:
  /// one that was killed may take a moment, and one that was just being started is not in the
  /// group's list yet. The end of the emulator waits for it.
  ///
  /// - Parameter limit: after what time it is left where it is; an emulator that starts after the end
  ///   of this one removes it.
  func remove(_ group: CPUShare.Group, within limit: Duration = .seconds(1)) {
    guard !group.removeIfEmpty() else { return }
    leaving.append((group, .now + limit))
    guard leaving.count == 1 else { return }
    run { emulator in
      while !emulator.leaving.isEmpty {
        try? await emulator.loop.sleep(for: .milliseconds(1))
        emulator.leaving.removeAll { $0.group.removeIfEmpty() || $0.deadline <= .now }
      }
    }
  }
}
