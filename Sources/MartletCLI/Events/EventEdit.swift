internal import MartletEvents
internal import MartletHTTP
internal import MartletJSON

/// An example with another body, or more records.
struct EventEdit {
  let sample: EventSample

  init(_ sample: EventSample) { self.sample = sample }

  /// The edited event in one line.
  func event(body: String?, count: Int?) throws(CommandError) -> [UInt8] {
    guard let shape = EventShape.all[sample.name] else {
      throw refusal(body == nil ? "--count" : "--body") { body == nil ? !$0.list.isEmpty : true }
    }
    if body != nil, shape.body == nil { throw refusal("--body") { $0.body != nil } }
    if count != nil, shape.list.isEmpty { throw refusal("--count") { !$0.list.isEmpty } }
    do {
      let event = try JSON.decode(JSONValue.self, from: Array(sample.json.utf8))
      let edited = try edit(event, shape, body, count)
      return try JSON.encode(edited)
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(.usage, "the body is not JSON, which \(sample.name) wants: \(error)")
    }
  }

  private func edit(
    _ event: JSONValue, _ shape: EventShape, _ body: String?, _ count: Int?
  ) throws -> JSONValue {
    guard !shape.list.isEmpty else { return try setBody(of: event, shape, body) }
    return try event.changing(shape.list[...]) { list in
      guard case .array(let records) = list, let first = records.first else { return list }
      return .array(
        try (0..<(count ?? 1)).map { index in
          try setBody(of: first, shape, body).changing(shape.identifier[...]) {
            Self.numbered($0, index)
          }
        })
    }
  }

  private func setBody(
    of record: JSONValue, _ shape: EventShape, _ body: String?
  ) throws -> JSONValue {
    guard let body else { return record }
    switch shape.body {
    case .text(let path): return record.changing(path[...]) { _ in .string(body) }
    case .base64(let path):
      let text = Base64.encode(Array(body.utf8))
      return record.changing(path[...]) { _ in .string(text) }
    case .json(let path):
      let value = try JSON.decode(JSONValue.self, from: Array(body.utf8))
      return record.changing(path[...]) { _ in value }
    case nil: return record
    }
  }

  /// The ID of another record: its last digits count on.
  static func numbered(_ identifier: JSONValue, _ index: Int) -> JSONValue {
    switch identifier {
    case .integer(let number): return .integer(number + Int64(index))
    case .string(let text):
      let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.prefix(15).count
      let last = Int(text.suffix(digits)) ?? 0
      let next = String(last + index)
      let zeros = String(repeating: "0", count: max(0, digits - next.count))
      return .string(text.dropLast(digits) + zeros + next)
    default: return identifier
    }
  }

  private func refusal(
    _ option: String, where isPossible: (EventShape) -> Bool
  ) -> CommandError {
    let names = EventShape.all.filter { isPossible($0.value) }.keys.sorted()
    return CommandError(
      .usage,
      "\(sample.name) takes no \(option); those that do are: \(names.joined(separator: ", "))")
  }
}

extension JSONValue {
  /// The value with a part of it changed; the same where there is no such part.
  fileprivate func changing(
    _ path: ArraySlice<String>, _ change: (JSONValue) throws -> JSONValue
  ) rethrows -> JSONValue {
    guard let name = path.first else { return try change(self) }
    guard case .object(var members) = self, let member = members[name] else { return self }
    members[name] = try member.changing(path.dropFirst(), change)
    return .object(members)
  }
}
