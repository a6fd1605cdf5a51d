internal import MartletHTTP

/// One event as the Telemetry API sends it.
struct TelemetryEvent {
  let time: String
  /// Such as `platform.start`.
  let type: String
  /// JSON.
  let record: String
  /// The record for who does not know records that are objects; nil where it is the same.
  var plainRecord: String?

  init(_ type: String, _ record: String, plainRecord: String? = nil) {
    time = WallClock.timestamp()
    self.type = type
    self.record = record
    self.plainRecord = plainRecord
  }

  /// What an extension subscribes to.
  var category: String { String(type.prefix { $0 != "." }) }

  /// A line of a log.
  ///
  /// - Parameter isJSON: whether the function logs in JSON, so that a line may be an object.
  static func line(_ line: [UInt8], of source: String, isJSON: Bool) -> TelemetryEvent {
    let text = JSONText.quote(String(decoding: line, as: UTF8.self))
    guard isJSON, line.first == UInt8(ascii: "{"), JSONText.validate(line) == nil else {
      return TelemetryEvent(source, text)
    }
    return TelemetryEvent(source, String(decoding: line, as: UTF8.self), plainRecord: text)
  }

  /// - Parameter schema: the version of the schema that the reader knows.
  func json(schema: String) -> String {
    let record = schema < "2022-12-13" ? plainRecord ?? record : record
    return "{\"time\":\"\(time)\",\"type\":\"\(type)\",\"record\":\(record)}"
  }
}
