/// The input of a task of AWS Step Functions that hands on the context object beside its own input:
/// its arguments are `{"input.$": "$", "context.$": "$$"}`. Without the context, a task's input is
/// any type of one's own.
public struct StepFunctionsTask<Input: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// What the state is given.
  public var input: Input
  /// Where the execution stands.
  public var context: StepFunctionsContext

  /// Makes an input, such as for a test.
  public init(input: Input, context: StepFunctionsContext = .init()) {
    self.input = input
    self.context = context
  }
}
