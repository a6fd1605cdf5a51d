/// A place in a text that another output's text goes to, when the value around it is closed.
final class Gap {
  let offset: Int
  let output: Output
  /// The key of a member; nil for an element.
  let key: String?
  /// The one before it.
  let previous: Gap?

  init(at offset: Int, for output: Output, key: String?, previous: Gap?) {
    self.offset = offset
    self.output = output
    self.key = key
    self.previous = previous
  }
}
