import MartletEmulator

/// What an emulator's observer is told, in order.
///
/// Sharing is safe: it is told on the loop's thread, where tests also read it.
final class Log: @unchecked Sendable {
  private(set) var entries: [Timeline.Entry] = []
  private(set) var lines: [String] = []
  private var waiters:
    [(matches: (String) -> Bool, continuation: UnsafeContinuation<String, Never>)] = []

  func append(_ entry: Timeline.Entry, _ line: [UInt8]?) {
    entries.append(entry)
    guard let line else { return }
    let text = String(decoding: line, as: UTF8.self)
    lines.append(text)
    let woken = waiters.filter { $0.matches(text) }
    waiters.removeAll { $0.matches(text) }
    for waiter in woken { waiter.continuation.resume(returning: text) }
  }

  /// Waits for a line, unless it is there already.
  func line(where matches: @escaping (String) -> Bool) async -> String {
    await withUnsafeContinuation { continuation in
      // Looked at here, because the line may come between the call and this closure.
      if let line = lines.first(where: matches) {
        continuation.resume(returning: line)
      } else {
        waiters.append((matches, continuation))
      }
    }
  }

  func contains(_ line: String) -> Bool { lines.contains(line) }

  /// The numbers of the processes that said `pid` or `child`.
  func processes(_ kind: String = "pid") -> [Int32] {
    lines.compactMap { line in
      line.hasPrefix("\(kind) ") ? Int32(line.dropFirst(kind.count + 1)) : nil
    }
  }

  var reports: [Report] {
    entries.compactMap { if case .report(let report) = $0.kind { report } else { nil } }
  }

  var starts: Int { entries.count { if case .start = $0.kind { true } else { false } } }
  var ends: Int { entries.count { if case .end = $0.kind { true } else { false } } }
  var environments: Int { entries.count { if case .initStart = $0.kind { true } else { false } } }
  var coldStarts: [ColdStart] {
    entries.compactMap { if case .coldStart(let start) = $0.kind { start } else { nil } }
  }
}

extension InvocationAnswer {
  var text: String { String(decoding: payload, as: UTF8.self) }
}
