public import Martlet
internal import MartletJSON
public import Testing

extension TestedFunction {
  /// Expects an answer. The failure shows the event and each place in which the answer differs:
  ///
  /// ```
  /// the answer is not the expected one
  ///   event: {"name":"Ada"}
  ///   message: "Hello Ada" → "Hello Bo"
  /// ```
  ///
  /// - Throws: `InvocationError`, where there is no answer.
  public func expect(
    _ event: F.Event, answers expected: F.Output, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws where F.Event: Encodable, F.Output: Encodable {
    try await expect(
      JSON.encode(event), answers: JSON.encode(expected), sourceLocation: sourceLocation)
  }

  /// The same for an event and an answer as JSON; their white space, and the order of their members,
  /// do not count. An answer that is no JSON is compared as it is.
  ///
  /// - Throws: `InvocationError`, where there is no answer.
  public func expect(
    json event: String, answers expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await expect(
      Array(event.utf8), answers: Array(expected.utf8), sourceLocation: sourceLocation)
  }

  func expect(
    _ event: [UInt8], answers expected: [UInt8], _ what: String = "", sourceLocation: SourceLocation
  ) async throws {
    let actual = try await invokeWhole(event)
    let difference = AnswerDifference(expected: expected, actual: actual)
    guard !difference.isEmpty else { return }
    var lines = [
      "the answer\(what) is not the expected one", "  event: \(AnswerDifference.shown(event))",
    ]
    lines += difference.lines.map { "  \($0)" }
    lines += [
      "  expected: \(AnswerDifference.shown(expected))",
      "  actual: \(AnswerDifference.shown(actual))",
    ]
    Issue.record("\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
  }
}
