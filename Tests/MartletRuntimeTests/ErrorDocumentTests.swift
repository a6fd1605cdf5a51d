import MartletHTTP
import Testing

@testable import MartletRuntime

struct ErrorDocumentTests {
  struct OutOfStock: Error { var item = "a" }
  enum Payment: Error { case refused(reason: String, code: Int) }
  enum Shop { struct Closed: Error {} }
  struct Failure<Value: Sendable>: Error { var value: Value }
  struct Ärger: Error {}
  struct X: Error {}

  static let hostileMessages: [String] =
    (0..<0x20).map { "a\(Unicode.Scalar(UInt8($0)))b" } + [
      "", "\"", "\\", "\"quoted\" and \\slashed\\ / and </script>", "\r\n\r\nHTTP/1.1 200 OK",
      "\u{7F}\u{80}\u{9F}", "\u{2028}\u{2029}", "👩‍👩‍👧‍👦 🇨🇭 e\u{301} \u{FEFF}",
      "\u{FFFD}\u{FFFF}\u{10FFFF}",
      String(decoding: [0xED, 0xA0, 0x80, 0xFF, 0x41], as: UTF8.self),
    ]

  @Test(arguments: hostileMessages)
  func `a message arrives as it was thrown`(message: String) throws {
    for document in [
      ErrorDocument(FunctionError(message, message)),
      ErrorDocument(RuntimeError(.clientError, message)),
    ] {
      let report = try ErrorReport(document.json)
      #expect(Array(report.errorMessage.unicodeScalars) == Array(message.unicodeScalars))
      #expect(report.stackTrace.isEmpty)
    }
    #expect(try ErrorReport(ErrorDocument(FunctionError(message, "")).json).errorType == message)
  }

  @Test(
    arguments: hostileMessages
      + ["ü", "\u{7F}", "\u{1}", "👩‍👩‍👧‍👦", "e"].map { String(repeating: $0, count: 10_000) })
  func `the cause for X-Ray is a line of JSON in ASCII, and short`(message: String) throws {
    let cause = ErrorDocument(FunctionError("Grün", message)).xrayCause
    #expect(cause.utf8.allSatisfy { 0x20...0x7E ~= $0 })
    #expect(cause.utf8.count < 8 << 10)
    #expect(cause.contains(##""type":"Gr\u00fcn""##))
    #expect(JSONText.validate(Array(cause.utf8)) == nil)
    let twice = ErrorDocument(FunctionError(message, message)).xrayCause
    #expect(twice.utf8.count < 8 << 10)
    #expect(JSONText.validate(Array(twice.utf8)) == nil)
  }

  @Test func `the JSON of any message is one line without control characters`() {
    for message in Self.hostileMessages {
      let json = ErrorDocument(FunctionError("A", message)).json
      #expect(json.allSatisfy { $0 >= 0x20 })
    }
  }

  @Test func `a message of half a mebibyte arrives whole`() throws {
    let message = String(repeating: "é\n", count: 180_000)
    let report = try ErrorReport(ErrorDocument(FunctionError("Long", message)).json)
    #expect(report.errorMessage == message)
  }

  @Test(arguments: ["x", "é", "👩‍👩‍👧‍👦", "\u{1}"])
  func `a message that the platform would refuse for its length is cut`(part: String) throws {
    let message = "begins " + String(repeating: part, count: 2_000_000 / part.utf8.count)
    let document = ErrorDocument(FunctionError(message, message))
    #expect(document.json.count < 1 << 20)
    let report = try ErrorReport(document.json)
    #expect(report.errorMessage.hasPrefix("begins \(part)\(part)"))
    #expect(report.errorMessage.hasSuffix("… (\(message.utf8.count) bytes in all)"))
    #expect(!report.errorMessage.unicodeScalars.contains("\u{FFFD}"))
  }

  @Test func `a struct's type and description reach the caller`() throws {
    let report = try ErrorReport(ErrorDocument(OutOfStock()).json)
    #expect(report.errorType == "OutOfStock")
    #expect(report.errorMessage == #"OutOfStock(item: "a")"#)
  }

  @Test func `an enum case reaches the caller with its payload`() throws {
    let report = try ErrorReport(ErrorDocument(Payment.refused(reason: "limit", code: 7)).json)
    #expect(report.errorType == "Payment")
    #expect(report.errorMessage == #"refused(reason: "limit", code: 7)"#)
  }

  @Test func `a nested type is named without what it is nested in`() {
    #expect(ErrorDocument(Shop.Closed()).errorType == "Closed")
    #expect(ErrorDocument(Shop.Closed()).category == "Function.Closed")
  }

  @Test func `a generic type is named with its arguments`() {
    let document = ErrorDocument(Failure(value: ["a": 1]))
    #expect(document.errorType == "Failure<Dictionary<String, Int>>")
    #expect(document.category == "Function.FailureDictionaryStringInt")
  }

  @Test func `a local type is named as it is written`() {
    struct Local: Error {}
    #expect(ErrorDocument(Local()).errorType == "Local")
  }

  @Test func `the standard library's errors have their types`() {
    #expect(ErrorDocument(CancellationError()).errorType == "CancellationError")
    let error = DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "why"))
    #expect(ErrorDocument(error).errorType == "DecodingError")
    #expect(ErrorDocument(error).errorMessage.contains("why"))
  }

  @Test func `a function error is taken verbatim`() {
    let document = ErrorDocument(FunctionError("Shop.Closed", "come back \"tomorrow\""))
    #expect(document.errorType == "Shop.Closed")
    #expect(document.errorMessage == "come back \"tomorrow\"")
    #expect(document.category == "Function.ShopClosed")
  }

  @Test func `a runtime error has its code as type and as category`() {
    let document = ErrorDocument(RuntimeError(.unmarshalError, "why"))
    #expect(document.errorType == "Runtime.UnmarshalError")
    #expect(document.category == "Runtime.UnmarshalError")
  }

  static let hostileTypes = [
    "", "a", "A", "ab", "1", "123", "é", "ßß", "ﬁx", "日本", "👩‍👩‍👧‍👦", "a\r\nX-Injected: 1", "Function.",
    ".",
    "(unknown context at $1234).Local", "Result<Int, any Error>", "lower case words",
    "\u{0}\u{1}ab",
    "Runtime.Unknown", "e\u{301}a\u{308}", "a1", "ｆｕｌｌ", "ı", "K\u{212A}", "Ⅷ",
    String(repeating: "Long", count: 100_000),
  ]

  @Test(arguments: hostileTypes)
  func `the platform accepts the category of any type`(type: String) {
    let category = ErrorDocument(FunctionError(type, "m")).category
    #expect(category.wholeMatch(of: /(Runtime|Function)\.[A-Z][a-zA-Z]+/) != nil, "\(category)")
    #expect(category.utf8.count < 2000)
  }

  @Test func `types without two letters are unknown, and so is nothing else`() {
    #expect(ErrorDocument(X()).category == "Function.Unknown")
    #expect(ErrorDocument(Ärger()).category == "Function.Rger")
    #expect(ErrorDocument(FunctionError("outOfStock", "")).category == "Function.OutOfStock")
  }
}
