/// A value that many states refer to, so that it is not copied with each of them: states are copied
/// at every step.
final class Shared<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
