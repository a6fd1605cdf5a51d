/// A key as the text has it, or a place in an array.
struct JSONKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  /// What a superclass's value is kept under, unless the type names another key.
  static let `super` = JSONKey(stringValue: "super")

  init(stringValue: String) {
    self.stringValue = stringValue
    intValue = nil
  }

  init(intValue: Int) {
    stringValue = "Index \(intValue)"
    self.intValue = intValue
  }
}
