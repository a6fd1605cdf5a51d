import FoundationEssentials
import MartletJSON
import Testing

/// Types that use containers in ways that no synthesized coding does.
struct ContainerTests {
  enum Key: String, CodingKey { case a, b, c, d, e }

  class Animal: Codable {
    var name = "animal"
    var b = 1
    private enum CodingKeys: String, CodingKey { case name, b }
    init() {}
    required init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      b = try container.decode(Int.self, forKey: .b)
    }
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(b, forKey: .b)
    }
  }

  /// Shares its superclass's container, and overwrites one of its members.
  final class Cat: Animal {
    var a = 2
    private enum CodingKeys: String, CodingKey { case a, b }
    override init() { super.init() }
    required init(from decoder: any Decoder) throws {
      a = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .a)
      try super.init(from: decoder)
    }
    override func encode(to encoder: any Encoder) throws {
      try super.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(a, forKey: .a)
      try container.encode(9, forKey: .b)
    }
  }

  /// Keeps its superclass's members apart.
  final class Dog: Animal {
    var a = 3
    override init() { super.init() }
    required init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      a = try container.decode(Int.self, forKey: .a)
      try super.init(from: container.superDecoder())
    }
    override func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try super.encode(to: container.superEncoder())
      try container.encode(a, forKey: .a)
    }
  }

  @Test func `classes with a superclass`() {
    Comparison.expectSame(encoding: [Cat(), Cat()])
    Comparison.expectSame(encoding: ["x": Dog()])
    Comparison.expectSame(Cat.self, #"{"name": "Tom", "a": 1, "b": 2}"#)
    Comparison.expectSame(Cat.self, #"{"name": "Tom", "a": 1}"#)
    Comparison.expectSame(Dog.self, #"{"a": 1, "super": {"name": "Rex", "b": 2}}"#)
    Comparison.expectSame(Dog.self, #"{"a": 1, "super": {"name": 3, "b": 2}}"#)
    Comparison.expectSame([Dog].self, #"[{"a": 1}]"#)
    Comparison.expectSame([Dog].self, #"[{"a": 1, "super": null}]"#)
  }

  struct Interleaved: Encodable {
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      var d = container.nestedContainer(keyedBy: Key.self, forKey: .d)
      try container.encode(1, forKey: .e)
      var b = container.nestedUnkeyedContainer(forKey: .b)
      try d.encode("second", forKey: .b)
      try b.encode(1)
      try container.encode([Point(x: 1)], forKey: .a)
      try d.encode("first", forKey: .a)
      var inner = b.nestedContainer(keyedBy: Key.self)
      try b.encode(2)
      try inner.encode(true, forKey: .c)
      var deepest = b.nestedUnkeyedContainer()
      try deepest.encodeNil()
      var again = container.nestedContainer(keyedBy: Key.self, forKey: .d)
      try again.encode(3, forKey: .c)
      try Point(x: 2).encode(to: container.superEncoder(forKey: .c))
    }
  }

  @Test func `nested containers grow side by side`() {
    Comparison.expectSame(encoding: Interleaved())
    Comparison.expectSame(encoding: [Interleaved(), Interleaved()])
    Comparison.expectSame(encoding: ["x": ["y": Interleaved()]])
  }

  struct Flat: Encodable {
    func encode(to encoder: any Encoder) throws {
      var single = encoder.singleValueContainer()
      try single.encode(Point(x: 1))
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(2, forKey: .a)
    }
  }

  @Test func `members are added to what a single value has encoded`() {
    Comparison.expectSame(encoding: [Flat()])
  }

  struct Forgiving: Encodable {
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(1, forKey: .b)
      try? container.encode([1, Double.nan], forKey: .a)
      try? container.encode([Point(x: .infinity)], forKey: .c)
      try container.encode(2, forKey: .d)
    }
  }

  @Test func `what failed to encode leaves nothing behind`() {
    Comparison.expectSame(encoding: [Forgiving()])
  }

  struct TwoKinds: Encodable {
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(1, forKey: .a)
      var other = encoder.unkeyedContainer()
      try other.encode(2)
    }
  }
  struct TwoValues: Encodable {
    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(1)
      try container.encode(2)
    }
  }
  struct Late: Encodable {
    func encode(to encoder: any Encoder) throws {
      var outer = encoder.unkeyedContainer()
      let inner = outer.superEncoder()
      var container = inner.container(keyedBy: Key.self)
      try outer.encode(Point(x: 1))
      try container.encode(1, forKey: .a)
      _ = inner.unkeyedContainer()
    }
  }

  @Test func `two kinds of values at one place are an error`() throws {
    #expect(throws: EncodingError.self) { try JSON.encode(TwoKinds()) }
    #expect(throws: EncodingError.self) { try JSON.encode([TwoValues()]) }
    #expect(throws: EncodingError.self) { try JSON.encode(["a": Late()]) }
  }

  struct Explorer: Codable {
    var found: [String] = []

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      found.append("\(container.allKeys.map(\.stringValue).sorted()) \(container.contains(.e))")
      let nested = try container.nestedContainer(keyedBy: Key.self, forKey: .a)
      found.append("\(nested.codingPath.names) \(try nested.decodeNil(forKey: .b))")
      var elements = try container.nestedUnkeyedContainer(forKey: .b)
      found.append("\(elements.count ?? -1) \(elements.currentIndex) \(elements.isAtEnd)")
      found.append("\(try elements.decodeNil()) \(try elements.decodeNil())")
      let first = try elements.nestedContainer(keyedBy: Key.self)
      found.append("\(first.codingPath.names)")
      let second = try elements.superDecoder()
      found.append("\(second.codingPath.names) \(second.userInfo.isEmpty)")
      found.append("\((try? elements.decode(Int.self)) ?? -1) \(elements.currentIndex)")
      found.append(try elements.decode(String.self))
      var inner = try elements.nestedUnkeyedContainer()
      found.append(
        "\(inner.codingPath.names) \(inner.isAtEnd) \((try? inner.decode(Int.self)) ?? -1)")
      found.append("\(elements.isAtEnd)")
      let absent = try container.superDecoder(forKey: .e)
      found.append("\(absent.codingPath.names) \(try Int?(from: absent) == nil)")
    }
  }

  @Test func `what containers say of themselves`() {
    let text = #"{"a": {"b": null}, "b": [null, {}, 1, "x", []], "z": 1, "a": 2}"#
    Comparison.expectSame(Explorer.self, text)
    Comparison.expectSame([Explorer].self, "[\(text)]")
  }

  struct Lossy: Codable {
    var numbers: [Int] = []
    var failures = 0
    init(from decoder: any Decoder) throws {
      struct Anything: Codable {}
      var container = try decoder.unkeyedContainer()
      while !container.isAtEnd {
        do {
          numbers.append(try container.decode(Int.self))
        } catch {
          failures += 1
          _ = try container.decode(Value.self)
        }
      }
    }
  }

  @Test func `an element that failed can be decoded as another type`() {
    Comparison.expectSame(Lossy.self, #"[1, "a", 2, {"x": [1]}, null, [3], 4]"#)
  }
}
