internal import Synchronization

/// What an invocation leaves to be done once its answer is sent.
///
/// Contexts go to any thread, so it is locked; it is empty in nearly all invocations.
final class DeferredWork: Sendable {
  typealias Work = () async throws -> Void

  /// Sharing is safe: a piece of work is handed over when it is added, and run by whoever takes it.
  private struct Piece: @unchecked Sendable { let work: Work }

  private let pieces = Mutex<[Piece]>([])

  func add(_ work: sending @escaping Work) {
    let piece = Piece(work: work)
    pieces.withLock { $0.append(piece) }
  }

  /// The oldest piece that is left; work may add more.
  func takeFirst() -> Work? {
    pieces.withLock { $0.isEmpty ? nil : $0.removeFirst().work }
  }
}
