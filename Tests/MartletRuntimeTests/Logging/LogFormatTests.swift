import FoundationEssentials
import Testing

@testable import MartletRuntime

struct LogFormatTests {
  private func record(
    _ message: String = "m", level: Log.Level = .info, error: (String, String)? = nil,
    metadata: Log.Metadata = [:], requestID: String? = nil, traceID: String? = nil,
    tenantID: String? = nil
  ) -> Log.Record {
    Log.Record(
      level: level, message: message, errorType: error?.0, errorMessage: error?.1,
      metadata: metadata, requestID: requestID, traceID: traceID, tenantID: tenantID,
      instant: Timestamp(microseconds: 1_767_323_045_678_901))
  }

  private func text(_ record: Log.Record, lineEnd: LineEnd = .carriageReturn) -> String {
    var bytes: [UInt8] = []
    bytes.append(record, as: .text, lineEnd: lineEnd)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func json(_ record: Log.Record) -> String {
    var bytes: [UInt8] = []
    bytes.append(record, as: .json, lineEnd: .carriageReturn)
    return String(decoding: bytes, as: UTF8.self)
  }

  private let full: Log.Metadata = [
    "text": "a b", "word": "w", "int": -3, "double": 1.5, "yes": true, "none": nil,
    "list": [1, "x"], "object": ["k": [:], "l": []],
  ]

  @Test func `JSON holds what there is, typed`() {
    #expect(
      json(record()) == #"{"timestamp":"2026-01-02T03:04:05.678Z","level":"INFO","message":"m"}"#)
    #expect(
      json(
        record(
          "it \"failed\"", level: .error, error: ("Shop.Closed", "come\nback"), metadata: full,
          requestID: "r-1", traceID: "1-2-3", tenantID: "t")) == """
          {"timestamp":"2026-01-02T03:04:05.678Z","level":"ERROR","message":"it \\"failed\\"",\
          "requestId":"r-1","traceId":"1-2-3","tenantId":"t",\
          "errorType":"Shop.Closed","errorMessage":"come\\nback",\
          "text":"a b","word":"w","int":-3,"double":1.5,"yes":true,"none":null,"list":[1,"x"],\
          "object":{"k":{},"l":[]}}
          """)
  }

  @Test func `text has four fields and what there is besides`() {
    #expect(text(record()) == "2026-01-02T03:04:05.678Z\t\tINFO\tm")
    #expect(
      text(
        record(
          "it \"failed\"", level: .error, error: ("Shop.Closed", "come\nback"), metadata: full,
          requestID: "r-1", traceID: "1-2-3", tenantID: "t")) == """
          2026-01-02T03:04:05.678Z\tr-1\tERROR\tit "failed"\t\
          errorType=Shop.Closed errorMessage="come\\nback" \
          text="a b" word=w int=-3 double=1.5 yes=true none=null list=[1,"x"] \
          object={"k":{},"l":[]} tenantId=t traceId=1-2-3
          """)
    #expect(record("a\nb").description == "2026-01-02T03:04:05.678Z\t\tINFO\ta\nb")
    #expect(record().timestamp == "2026-01-02T03:04:05.678Z")
  }

  @Test func `text in need of quotes has them`() {
    let metadata: Log.Metadata = [
      "": "", "a b": "a=b", "q": "\"", "back": "\\", "tab": "\t", "é": "ü", "n=": "1",
    ]
    #expect(
      text(record(metadata: metadata)).hasSuffix(
        #"""="" "a b"="a=b" q="\"" back="\\" tab="\t" é=ü "n="=1"#))
  }

  @Test func `a record's own keys cannot be overwritten`() throws {
    let keys = ["timestamp", "level", "message", "requestId", "traceId", "tenantId"]
    var metadata = Log.Metadata()
    for key in keys + ["_level", "__level", "errorType", "errorMessage"] {
      metadata[key] = .string(key)
    }
    let plain = json(record(metadata: metadata))
    #expect(
      plain.hasSuffix(
        #""message":"m","_timestamp":"timestamp","_level":"level","_message":"message","#
          + #""_requestId":"requestId","_traceId":"traceId","_tenantId":"tenantId","#
          + #""__level":"_level","___level":"__level","errorType":"errorType","#
          + #""errorMessage":"errorMessage"}"#))
    let failed = json(record(error: ("T", "M"), metadata: metadata))
    #expect(failed.contains(#""errorType":"T","errorMessage":"M","#))
    #expect(failed.hasSuffix(#""_errorType":"errorType","_errorMessage":"errorMessage"}"#))
    #expect(
      text(record(metadata: ["traceId": 1], traceID: "2")).hasSuffix("\t_traceId=1 traceId=2"))
  }

  @Test func `numbers that JSON does not have are texts`() {
    #expect(Log.Value.double(.nan).description == #""NaN""#)
    #expect(Log.Value.double(.infinity).description == #""Infinity""#)
    #expect(Log.Value.double(-.infinity).description == #""-Infinity""#)
    #expect(Log.Value.double(1).description == "1.0")
    #expect(Log.Value.double(1e300).description == "1e+300")
    #expect(Log.Value.int(.min).description == "-9223372036854775808")
  }

  @Test func `what is nested too deep is left out`() throws {
    var value: Log.Value = 1
    for _ in 0..<500 { value = [["k": value]] }
    let json = value.description
    #expect(json.contains("\"…\""))
    #expect(json.utf8.count < 1000)
    _ = try JSONDecoder().decode([[String: JSONValue]].self, from: Data(json.utf8))
  }

  /// Any JSON, of which only the strings are looked at.
  struct JSONValue: Decodable {
    init(from decoder: any Decoder) throws {}
  }

  static let hostile: [String] =
    ((0..<0xA0).map { "a\(Unicode.Scalar(UInt8($0)))b" }) + [
      "", "\u{2028}\u{2029}", "\r\n\r\n", "\n\r", "\u{85}2026-01-02T03:04:05.678Z\t\tINFO\tforged",
      "\"},{\"level\":\"INFO\"", "\u{1B}[2J\u{9B}31m", "é\u{C2}\u{E2}\u{20AC}…\u{FEFF}",
      "👩‍👩‍👧‍👦 🇨🇭 e\u{301}", "\u{FFFD}\u{FFFF}\u{10FFFF}",
      String(decoding: [0xED, 0xA0, 0x80, 0xFF, 0xC2, 0xE2, 0x80], as: UTF8.self),
    ]

  struct Decoded: Decodable {
    var message: String
    var requestId: String
    var tenantId: String
    var traceId: String
    var errorType: String
    var errorMessage: String
    var list: [String]
  }

  private func hostileRecord(_ text: String) -> Log.Record {
    record(
      text, error: (text, text), metadata: ["list": [.string(text)], text: 1], requestID: text,
      traceID: text, tenantID: text)
  }

  @Test(arguments: hostile)
  func `any text arrives in JSON as it was, in one line of visible characters`(text: String) throws
  {
    let json = json(hostileRecord(text))
    let decoded = try JSONDecoder().decode(Decoded.self, from: Data(json.utf8))
    for member in [
      decoded.message, decoded.requestId, decoded.tenantId, decoded.traceId, decoded.errorType,
      decoded.errorMessage, decoded.list[0],
    ] {
      #expect(Array(member.utf8) == Array(text.utf8))
    }
    #expect(json.unicodeScalars.allSatisfy(isVisible))
  }

  @Test(arguments: hostile)
  func `any text stays in its line`(text: String) {
    let line = self.text(hostileRecord(text))
    let isOrdinary = line.unicodeScalars.allSatisfy { isVisible($0) || $0 == "\t" || $0 == "\r" }
    #expect(isOrdinary)
    let request = line.split(separator: "\t", omittingEmptySubsequences: false)[1]
    #expect(request.utf8.allSatisfy { $0 >= 0x20 })
    #expect(line.hasPrefix("2026-01-02T03:04:05.678Z\t"))
  }

  @Test(arguments: ["x\n", "é\u{7F}", "\u{2028}"])
  func `a text may be long`(part: String) throws {
    let text = String(repeating: part, count: 30_000)
    let bytes = Array(json(record(text)).utf8)
    #expect(try JSONDecoder().decode(Message.self, from: Data(bytes)).message == text)
    #expect(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    #expect(self.text(record(text)).utf8.allSatisfy { $0 != 0x0A && $0 != 0x7F })
  }

  struct Message: Decodable { var message: String }

  private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  @Test func `line ends in a message are carriage returns in a stream and stay in a frame`() {
    let message = "a\nb\r\nc\rd\r\r\n\n"
    #expect(text(record(message)).hasSuffix("\ta\rb\rc\rd\r\r\r"))
    #expect(text(record(message), lineEnd: .lineFeed).hasSuffix("\ta\nb\nc\nd\n\n\n"))
  }

  @Test func `of a request's identifier no tab and no line end are left`() {
    #expect(text(record(requestID: "a\tb\nc")) == "2026-01-02T03:04:05.678Z\ta b c\tINFO\tm")
  }
}
