/// A key as the text has it, or a place in an array.
enum JSONKey: CodingKey {
  case member(String)
  case index(Int)

  /// What a superclass's value is kept under, unless the type names another key.
  static let `super` = JSONKey.member("super")

  init(stringValue: String) { self = .member(stringValue) }
  init(intValue: Int) { self = .index(intValue) }

  var stringValue: String {
    switch self {
    case .member(let name): name
    case .index(let index): "Index \(index)"
    }
  }

  var intValue: Int? {
    switch self {
    case .member: nil
    case .index(let index): index
    }
  }
}
