/// Types of many shapes.
enum Color: String, Codable, CodingKeyRepresentable { case red, green }
enum Level: Int, Codable {
  case low = 1
  case high
}

enum Payment: Codable {
  case cash
  case card(number: String, Int)
  case several([Payment])
}

struct Point: Codable, Hashable {
  var x: Double
  var y: Float?
}

struct Order: Codable {
  struct Item: Codable {
    var name: String
    var count: Int?
    var colors: [Color]?
  }
  var id: Int
  var items: [Item]
  var notes: [String: String]?
  var point: Point?
  var paid: Bool
  var payment: Payment?
}

struct Numbers: Codable {
  var i8: Int8?
  var i16: Int16?
  var i32: Int32?
  var i64: Int64?
  var i128: Int128?
  var u: UInt?
  var u8: UInt8?
  var u16: UInt16?
  var u32: UInt32?
  var u64: UInt64?
  var u128: UInt128?
  var float: Float?
  var double: Double?
}

/// Any JSON: a type that tries one after the other.
indirect enum Value: Codable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([Value])
  case object([String: Value])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .int(value)
    } else if let value = try? container.decode(Double.self) {
      self = .double(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([Value].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: Value].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .int(let value): try container.encode(value)
    case .double(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

/// An array of arrays of arrays.
struct Nest: Codable {
  var nests: [Nest]

  init(depth: Int) { nests = depth > 1 ? [Nest(depth: depth - 1)] : [] }
  init(from decoder: any Decoder) throws { nests = try [Nest](from: decoder) }
  func encode(to encoder: any Encoder) throws { try nests.encode(to: encoder) }
}
