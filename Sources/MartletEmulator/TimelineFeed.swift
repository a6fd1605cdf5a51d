internal import MartletCurl

/// Shows observers what happens, in order, and at a time that is nobody's.
///
/// The next invocation is often on its way when the last lines of one are made, and would wait for
/// them to be formatted. So these are shown together with its first line, while the function is at
/// work, or after a moment.
///
/// Sharing is safe: all of it is used on the loop's thread.
final class TimelineFeed: @unchecked Sendable {
  typealias Observer = @Sendable (Timeline.Entry, [UInt8]?) -> Void

  /// How long what happened may remain unshown: less than a person notices.
  private static let moment = Duration.milliseconds(1)

  private unowned let loop: RunLoop
  private var observers: [Observer] = []
  private var entries: [Timeline.Entry] = []
  private var isAboutToShow = false
  private var timer: RunLoop.Timer?

  init(on loop: RunLoop) { self.loop = loop }

  /// Passes on everything that is added from now on.
  func observe(_ observer: @escaping Observer) {
    showAll()
    observers.append(observer)
  }

  /// - Parameter isWorking: whether a function is at work, or about to be.
  func add(_ entry: Timeline.Entry, while isWorking: Bool) {
    guard !observers.isEmpty else { return }
    entries.append(entry)
    guard !isAboutToShow else { return }
    if isWorking {
      isAboutToShow = true
      loop.beforeWaiting { self.showAll() }
    } else if timer == nil {
      timer = loop.schedule(at: .now + Self.moment) {
        self.timer = nil
        self.showAll()
      }
    }
  }

  /// Shows what has not been shown. Whoever hears from the emulator what came of something has seen
  /// before what happened.
  func showAll() {
    isAboutToShow = false
    guard !entries.isEmpty else { return }
    let shown = entries
    entries.removeAll(keepingCapacity: true)
    for entry in shown {
      let line = entry.logLine
      for observer in observers { observer(entry, line) }
    }
  }

  /// Shows the rest; nothing comes after it.
  func end() {
    timer?.cancel()
    timer = nil
    showAll()
  }
}
