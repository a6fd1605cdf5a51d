import Martlet
import Testing

struct DecodingTests {
  struct Item: Decodable { var price: Double }
  struct Order: Decodable {
    var id: String
    var items: [Item]
    var prices: [String: Item]?
  }
  struct Shop: Function {
    func handle(_ event: Order, context: Context) async throws {}
  }
  struct Text: Function {
    func handle(_ event: String?, context: Context) async throws -> String? { event }
  }
  struct Refusing: Decodable {
    init(from decoder: any Decoder) throws { throw FunctionError("Refused", "by the event itself") }
  }
  struct Picky: Function {
    func handle(_ event: Refusing, context: Context) async throws {}
  }

  static let failures: [(event: String, path: String)] = [
    (#"{"items": []}"#, "id is missing"),
    (#"{"id": "a", "items": [{"price": 1}, {"price": 1}, {}]}"#, "items[2].price is missing"),
    (#"{"id": "a", "items": [{"price": "1"}]}"#, "items[0].price is not Double"),
    (#"{"id": null, "items": []}"#, "id is null"),
    (#"{"id": "a", "items": [null]}"#, "items[0] is null"),
    (#"{"id": "a", "items": {}}"#, "items is not Array<"),
    (#"{"id": "a", "items": [], "prices": {"EUR": {}}}"#, "prices.EUR.price is missing"),
    (#"[]"#, "the value itself is not"),
    (#"null"#, "the value itself is"),
    (#"{"id": "a", "items": []"#, "the value itself is not valid"),
    (#"{"id": 'a'}"#, "the value itself is not valid"),
    ("", "the value itself is not valid"),
    ("\u{0}", "the value itself is not valid"),
  ]

  @Test(arguments: failures)
  func `a failure names the place in the event`(event: String, path: String) throws {
    let error = try #require(throws: RuntimeError.self) { try Shop.decode(Array(event.utf8)) }
    #expect(error.code == .unmarshalError)
    #expect(error.message.hasPrefix("the event is not a Order: \(path)"), "\(error.message)")
  }

  /// Counts of several shapes, for numbers that do not fit.
  struct Counts: Decodable {
    struct Part: Decodable { var count: Int }
    var parts: [Part]?
    var small: Int8?
    var byName: [String: UInt]?
    var pair: [Int]?
  }
  struct Counting: Function {
    func handle(_ event: Counts, context: Context) async throws {}
  }
  struct Number: Function {
    func handle(_ event: Int, context: Context) async throws {}
  }

  static let unfitting: [(event: String, path: String, number: String)] = [
    (
      #"{"parts": [{"count": 1}, {"count": 1.5}]}"#, "parts[1].count",
      "1.5 is not representable in Int"
    ),
    (#"{"parts": [{"count": 1}], "small": 300}"#, "small", "300 is not representable in Int8"),
    (#"{"byName": {"a": -1}}"#, "byName.a", "-1 is not representable in UInt"),
    (#"{"pair": [1, 2, 1e99]}"#, "pair[2]", "1e99 is not representable in Int"),
  ]

  @Test(arguments: unfitting)
  func `a number that does not fit is named`(event: String, path: String, number: String) throws {
    let error = #expect(throws: RuntimeError.self) { try Counting.decode(Array(event.utf8)) }
    #expect(
      error?.message
        == "the event is not a Counts: \(path) is a number that its type cannot hold: \(number)")
  }

  @Test func `an event that is a number which does not fit is named as a whole`() throws {
    let error = #expect(throws: RuntimeError.self) { try Number.decode(Array("1.5".utf8)) }
    #expect(
      error?.message
        == "the event is not a Int: the value itself is a number that its type cannot hold: "
        + "1.5 is not representable in Int")
  }

  enum Color: String, Decodable { case red }
  struct Paint: Decodable {
    var color: Color?
    var name: String?
    var parts: [Int]?
    var isWet: Bool?
  }
  struct Painter: Function {
    func handle(_ event: Paint, context: Context) async throws {}
  }

  @Test(arguments: [
    #"{"color": "swordfish"}"#, #"{"name": ["swordfish"]}"#, #"{"name": {"a": "swordfish"}}"#,
    #"{"parts": ["swordfish"]}"#, #"{"isWet": "swordfish"}"#, #"{"parts": "swordfish"}"#,
    #""swordfish""#, #"["swordfish"]"#, "swordfish", #"{"name": "swordfish"#,
    #"{"name": "swordfish\x"}"#, #"{"name": swordfish}"#, #"{"name": "swordfish",, "a": 1}"#,
  ])
  func `a message, which is logged, does not quote the event`(event: String) throws {
    let error = try #require(throws: RuntimeError.self) { try Painter.decode(Array(event.utf8)) }
    #expect(!error.message.contains("swordfish"), "\(error.message)")
  }

  @Test func `a value that is no case is named by its enumeration`() throws {
    let error = try #require(throws: RuntimeError.self) {
      try Painter.decode(Array(#"{"color": "blue"}"#.utf8))
    }
    #expect(
      error.message
        == "the event is not a Paint: color is not valid: Cannot initialize Color from invalid String"
    )
  }

  @Test func `bytes that are not UTF-8 are refused`() throws {
    let error = try #require(throws: RuntimeError.self) { try Shop.decode([0x22, 0xFF, 0x22]) }
    #expect(error.code == .unmarshalError)
  }

  @Test func `any JSON value can be an event`() throws {
    #expect(try Text.decode(Array(#""A\n\u00e9""#.utf8)) == "A\né")
    #expect(try Text.decode(Array("null".utf8)) == nil)
  }

  @Test func `an error of the event's own stays what it is`() throws {
    let error = try #require(throws: FunctionError.self) { try Picky.decode(Array("{}".utf8)) }
    #expect(error.type == "Refused")
  }
}
