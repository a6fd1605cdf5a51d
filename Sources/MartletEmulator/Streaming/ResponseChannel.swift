/// Carries a response from the runtime that streams it to the caller that reads it, piece by piece,
/// and makes the runtime wait for a caller that reads slowly.
///
/// Belongs to the loop's thread; one task sends and one receives.
final class ResponseChannel {
  enum Element {
    case piece([UInt8])
    /// The end, and what is known only then.
    case end(InvocationAnswer)
  }

  /// The media type of the response, known with its first piece.
  var contentType: String?
  /// What has been sent and not yet been received; a piece at a time.
  private var piece: [UInt8]?
  private var answer: InvocationAnswer?
  /// Whether the caller is gone; pieces are dropped then.
  private var isAbandoned = false
  private var sender: UnsafeContinuation<Void, Never>?
  private var receiver: UnsafeContinuation<Void, Never>?

  /// Waits until the caller has taken what was sent before, and leaves the piece for it.
  func send(_ piece: [UInt8]) async {
    while self.piece != nil, !isAbandoned, answer == nil {
      await withUnsafeContinuation { continuation in
        // Looked at here, because the piece may be taken between the look above and this closure.
        guard self.piece != nil, !isAbandoned, answer == nil else { return continuation.resume() }
        sender = continuation
      }
    }
    guard !isAbandoned, answer == nil else { return }
    self.piece = piece
    wake(&receiver)
  }

  /// Ends the response; what was sent before is still received.
  func finish(_ answer: InvocationAnswer) {
    self.answer = answer
    wake(&receiver)
    wake(&sender)
  }

  /// Waits for the next element; after the end there is none to wait for.
  func receive() async -> Element {
    while true {
      if let piece {
        self.piece = nil
        wake(&sender)
        return .piece(piece)
      }
      if let answer { return .end(answer) }
      await withUnsafeContinuation { continuation in
        guard piece == nil, answer == nil else { return continuation.resume() }
        receiver = continuation
      }
    }
  }

  /// The caller is gone.
  func abandon() {
    isAbandoned = true
    piece = nil
    wake(&sender)
  }

  private func wake(_ waiter: inout UnsafeContinuation<Void, Never>?) {
    let woken = waiter
    waiter = nil
    woken?.resume()
  }
}
