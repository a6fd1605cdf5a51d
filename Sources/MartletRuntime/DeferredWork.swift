internal import Synchronization

/// What an invocation leaves to be done once its answer is sent.
///
/// Contexts go to any thread, so it is locked; it is empty in nearly all invocations.
final class DeferredWork: Sendable {
  typealias Work = () async throws -> Void

  /// Sharing is safe: a piece of work is handed over when it is added, and run by whoever takes it.
  private struct Piece: @unchecked Sendable { let work: Work }

  private struct State {
    var pieces: [Piece] = []
    var isOver = false
  }

  private let state = Mutex(State())

  /// - Returns: false where the invocation is over, and nobody would do it.
  func add(_ work: sending @escaping Work) -> Bool {
    let piece = Piece(work: work)
    return state.withLock { state in
      if !state.isOver { state.pieces.append(piece) }
      return !state.isOver
    }
  }

  /// The oldest piece that is left; work may add more, until there is none.
  func takeFirst() -> Work? {
    state.withLock { state in
      guard state.pieces.isEmpty else { return state.pieces.removeFirst().work }
      state.isOver = true
      return nil
    }
  }
}
