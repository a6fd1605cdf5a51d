internal import MartletHTTP

extension [UInt8] {
  /// Appends a record as one JSON object, with the keys that the platform knows and after them the
  /// record's own.
  mutating func append(json record: Log.Record) {
    let start = count
    append(literal: #"{"timestamp":""#)
    record.instant.append(to: &self)
    append(literal: #"","level":""#)
    append(contentsOf: record.level.description.utf8)
    append(literal: #"","message":"#)
    JSONText.quote(record.message, into: &self)
    append(#","requestId":"#, record.requestID)
    append(#","traceId":"#, record.traceID)
    append(#","tenantId":"#, record.tenantID)
    append(#","errorType":"#, record.errorType)
    append(#","errorMessage":"#, record.errorMessage)
    for (key, value) in record.metadata {
      append(UInt8(ascii: ","))
      JSONText.quote(record.memberName(key), into: &self)
      append(UInt8(ascii: ":"))
      append(json: value)
    }
    append(UInt8(ascii: "}"))
    escapeControls(from: start)
  }

  private mutating func append(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    append(literal: key)
    JSONText.quote(text, into: &self)
  }

  private mutating func append(literal: StaticString) {
    append(
      contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends a value as JSON. What is nested deeper than anybody reads is left out, so that a value
  /// that is made in a loop does not use the stack up.
  mutating func append(json value: Log.Value, depth: Int = 0) {
    switch value {
    case .null: append(literal: "null")
    case .string(let text): JSONText.quote(text, into: &self)
    case .int(let number): append(contentsOf: number.description.utf8)
    case .bool(let isTrue): append(literal: isTrue ? "true" : "false")
    case .double(let number) where number.isFinite: append(contentsOf: number.description.utf8)
    case .double(let number):
      append(literal: number.isNaN ? #""NaN""# : number < 0 ? #""-Infinity""# : #""Infinity""#)
    case .array where depth == 64, .object where depth == 64: append(literal: #""…""#)
    case .array(let values):
      append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(json: value, depth: depth + 1)
      }
      append(UInt8(ascii: "]"))
    case .object(let members):
      append(UInt8(ascii: "{"))
      for (index, (key, value)) in members.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        JSONText.quote(key, into: &self)
        append(UInt8(ascii: ":"))
        append(json: value, depth: depth + 1)
      }
      append(UInt8(ascii: "}"))
    }
  }
}

extension Log.Record {
  /// The key of a value beside the message. One that the record has a meaning of its own for gets an
  /// underscore in front, and so does one that would then be the same: nothing is overwritten,
  /// nothing is lost, and no key comes twice.
  func memberName(_ key: String) -> String {
    var name = key
    if key.utf8.first == UInt8(ascii: "_") {
      name = String(Substring(key.utf8.drop { $0 == UInt8(ascii: "_") }))
    }
    return switch name {
    case "timestamp", "level", "message", "requestId", "traceId", "tenantId": "_\(key)"
    case "errorType", "errorMessage": errorType == nil ? key : "_\(key)"
    default: key
    }
  }
}
