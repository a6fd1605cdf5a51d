import MartletHTTP

/// Everything a parser says about some input.
struct Transcript: Equatable, Sendable {
  var events: [HTTPRequestParser.Event] = []
  var error: HTTPError?
  /// What every call after the first error threw.
  var errorIsSticky = true
  var isInsideMessage = false
  var bufferedBytes = 0

  var heads: [HTTPRequestHead] {
    events.compactMap { if case .head(let head) = $0 { head } else { nil } }
  }

  var bodies: [String] {
    events.compactMap {
      if case .body(let body) = $0 { String(decoding: body, as: UTF8.self) } else { nil }
    }
  }

  var trailers: [HTTPHeaders] {
    events.compactMap { if case .end(let trailers) = $0 { trailers } else { nil } }
  }

  /// Feeds the pieces one by one and asks for all events after each; adjacent body pieces are
  /// merged, since where bodies are cut is not part of the contract.
  init(of pieces: [[UInt8]], limits: HTTPRequestParser.Limits = .init()) {
    var parser = HTTPRequestParser(limits: limits)
    for piece in pieces {
      parser.append(piece)
      do {
        while let event = try parser.next() { add(event) }
      } catch {
        if let known = self.error, known != error { errorIsSticky = false }
        self.error = error
      }
    }
    if error != nil, (try? parser.next()) != nil { errorIsSticky = false }
    isInsideMessage = parser.isInsideMessage
    bufferedBytes = parser.bufferedBytes
  }

  init(of text: String, limits: HTTPRequestParser.Limits = .init()) {
    self.init(of: [Array(text.utf8)], limits: limits)
  }

  private mutating func add(_ event: HTTPRequestParser.Event) {
    if error != nil { errorIsSticky = false }
    if case .body(let piece) = event, case .body(let before)? = events.last {
      events[events.count - 1] = .body(before + piece)
    } else {
      events.append(event)
    }
  }
}
