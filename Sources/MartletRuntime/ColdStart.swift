internal import CMartlet

/// The instants of a cold start, as the process itself has seen them, in nanoseconds on the
/// monotonic clock; nil for what has not come yet.
///
/// They are recorded in every process, at the cost of a clock's reading each.
public struct ColdStart: Sendable, Hashable {
  /// The process's own first instruction; the kernel's and the loader's work lies before it.
  public var processStart: UInt64?
  /// Entry of `main`: what lies between is the Swift runtime's.
  public var main: UInt64?
  /// The function's `init` begins.
  public var initBegin: UInt64?
  /// The function's `init` has returned.
  public var initEnd: UInt64?
  /// The first event is asked for: the init phase is over.
  public var firstNext: UInt64?
  /// The first event is there.
  public var firstEvent: UInt64?
  /// The first answer is about to be sent.
  public var firstAnswer: UInt64?

  /// The cold start of this process, as far as it has come.
  public static var current: ColdStart {
    ColdStart(
      processStart: at(MARTLET_PROCESS_START), main: at(MARTLET_MAIN),
      initBegin: at(MARTLET_INIT_BEGIN), initEnd: at(MARTLET_INIT_END),
      firstNext: at(MARTLET_FIRST_NEXT), firstEvent: at(MARTLET_FIRST_EVENT),
      firstAnswer: at(MARTLET_FIRST_ANSWER))
  }

  private static func at(_ mark: martlet_mark) -> UInt64? {
    let instant = martlet_marked(mark)
    return instant == 0 ? nil : instant
  }
}

extension ColdStart {
  /// What a process records; the first of them is recorded before any Swift code runs.
  enum Mark {
    case main, initBegin, initEnd, firstNext, firstEvent, firstAnswer
  }

  /// Records the present instant, the first time it is called with a mark.
  static func record(_ mark: Mark) {
    switch mark {
    case .main: martlet_record(MARTLET_MAIN)
    case .initBegin: martlet_record(MARTLET_INIT_BEGIN)
    case .initEnd: martlet_record(MARTLET_INIT_END)
    case .firstNext: martlet_record(MARTLET_FIRST_NEXT)
    case .firstEvent: martlet_record(MARTLET_FIRST_EVENT)
    case .firstAnswer: martlet_record(MARTLET_FIRST_ANSWER)
    }
  }

  /// For the emulator, with the first `next`: what has come until then.
  var startHeader: String {
    "start=\(processStart ?? 0), main=\(main ?? 0), init-begin=\(initBegin ?? 0), "
      + "init-end=\(initEnd ?? 0)"
  }

  /// For the emulator, with the first answer: what has come since.
  var invocationHeader: String { "event=\(firstEvent ?? 0), answer=\(firstAnswer ?? 0)" }
}
