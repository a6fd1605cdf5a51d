/// A number that an event may have written as a string: sources differ, and so do the versions of
/// one source.
struct NumberOrString<Value: LosslessStringConvertible & Decodable>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      value = try container.decode(Value.self)
    } catch {
      guard let text = try? container.decode(String.self), let value = Value(text) else {
        throw error
      }
      self.value = value
    }
  }
}
