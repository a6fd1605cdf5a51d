internal import Martlet
public import Testing

extension TestedFunction {
  /// Invokes the function with a recorded event, and expects what is recorded of its answer.
  ///
  /// - Throws: `InvocationError`, where an answer is recorded and there is an error, and where
  ///   nothing is recorded but the event.
  public func replay(
    _ recorded: RecordedInvocation, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    if let answer = recorded.answer {
      return try await expect(
        recorded.event, answers: answer, " to \(recorded.name)", sourceLocation: sourceLocation)
    }
    do {
      let answer = try await invokeWhole(recorded.event)
      guard let expected = recorded.error else { return }
      Issue.record(
        """
        the recorded error of \(recorded.name) did not come
          event: \(AnswerDifference.shown(recorded.event))
          expected: \(expected.type): \(expected.message)
          actual: \(AnswerDifference.shown(answer))
        """, sourceLocation: sourceLocation)
    } catch let error as InvocationError {
      guard let expected = recorded.error else { throw error }
      // The platform's own errors name the request, which is another one each time.
      guard error.withoutRequestID != expected.withoutRequestID else { return }
      Issue.record(
        """
        the error of \(recorded.name) is not the recorded one
          event: \(AnswerDifference.shown(recorded.event))
          expected: \(expected.type): \(expected.message)
          actual: \(error.type): \(error.message)
        """, sourceLocation: sourceLocation)
    }
  }
}

extension InvocationError {
  /// The error without the `RequestId: … Error: ` that the platform puts before its own words.
  fileprivate var withoutRequestID: InvocationError {
    guard message.hasPrefix("RequestId: "), let words = message.firstRange(of: " Error: ") else {
      return self
    }
    return InvocationError(type, String(message[words.upperBound...]))
  }
}
