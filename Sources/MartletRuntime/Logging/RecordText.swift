internal import MartletHTTP

/// What separates the lines of one record.
enum LineEnd: UInt8 {
  /// In a frame, whose length says where it ends.
  case lineFeed = 0x0A
  /// In a stream, where a line feed would begin another event of the log; the platform's viewers
  /// begin a line with it all the same.
  case carriageReturn = 0x0D
  /// In a sentence.
  case space = 0x20
}

extension [UInt8] {
  /// Appends a record without its end.
  mutating func append(_ record: Log.Record, as format: LogSettings.Format, lineEnd: LineEnd) {
    reserveCapacity(count + 256 + record.message.utf8.count)
    switch format {
    case .text: append(text: record, lineEnd: lineEnd)
    case .json: append(json: record)
    }
  }

  /// Appends `timestamp TAB requestId TAB LEVEL TAB message`, and where there is more, a tab and
  /// `key=value` with spaces between them. Outside of invocations the request's field is empty.
  mutating func append(text record: Log.Record, lineEnd: LineEnd) {
    let start = count
    record.instant.append(to: &self)
    append(UInt8(ascii: "\t"))
    if let requestID = record.requestID {
      // A tab would begin the next field.
      append(contentsOf: requestID.utf8.lazy.map { $0 < 0x20 ? 0x20 : $0 })
    }
    append(UInt8(ascii: "\t"))
    append(contentsOf: record.level.description.utf8)
    append(UInt8(ascii: "\t"))
    append(contentsOf: record.message.utf8)
    let fields = count
    if let type = record.errorType { append(field: "errorType", .string(type)) }
    if let message = record.errorMessage { append(field: "errorMessage", .string(message)) }
    for (key, value) in record.metadata { append(field: record.memberName(key), value) }
    if let tenantID = record.tenantID { append(field: "tenantId", .string(tenantID)) }
    if let traceID = record.traceID { append(field: "traceId", .string(traceID)) }
    if count > fields { self[fields] = UInt8(ascii: "\t") }
    replaceControls(from: start, lineEnd: lineEnd)
  }

  private mutating func append(field key: String, _ value: Log.Value) {
    append(UInt8(ascii: " "))
    append(bare: key)
    append(UInt8(ascii: "="))
    if case .string(let text) = value {
      append(bare: text)
    } else {
      append(json: value)
    }
  }

  /// Appends a text as it is where it cannot be taken for more than one, otherwise in quotes.
  private mutating func append(bare text: String) {
    let isPlain = text.utf8.allSatisfy {
      $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "\\")
    }
    if isPlain && !text.isEmpty {
      append(contentsOf: text.utf8)
    } else {
      JSONText.quote(text, into: &self)
    }
  }
}
