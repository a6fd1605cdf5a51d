internal import MartletHTTP

/// A text and its tape, shared by all that decode of it.
///
/// A class, so that a decoder that a type keeps for later still finds what it reads.
final class Document {
  let text: [UInt8]
  /// Lives as long as the document. `TapeBuilder` wrote every index in it, so that each lies in the
  /// tape or in the text.
  private let tape: Tape
  /// What a path costs less with.
  var pathKeys = PathKeys()

  /// Parses a text.
  ///
  /// - Throws: `DecodingError` for one that is not JSON.
  init(_ text: [UInt8]) throws {
    guard text.count < Entry.limit else {
      throw Self.notJSON("it has \(text.count) bytes; the limit is 1 GiB", nil)
    }
    let mark: [3 of UInt8] = [0xEF, 0xBB, 0xBF]
    let start =
      text.count >= 3 && text[0] == mark[0] && text[1] == mark[1] && text[2] == mark[2] ? 3 : 0
    let tape: Tape? = text.span.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      return TapeBuilder(bytes, from: start, base: base).build()
    }
    guard let tape else { throw Self.diagnosis(of: text, from: start) }
    self.text = text
    self.tape = tape
  }

  /// The word at an index.
  @inline(__always)
  subscript(index: Int) -> Entry { Entry(bits: tape.words[index]) }

  /// Replaces a word: what a look at an object found out about it.
  @inline(__always)
  func note(_ bits: UInt64, at index: Int) { tape.words[index] = bits }

  /// The index behind a value.
  @inline(__always)
  func index(after index: Int) -> Int {
    let entry = self[index]
    return entry.isContainer ? entry.offset : index &+ 1
  }

  /// Lends the bytes of a string or a number as they are written.
  @inline(__always)
  func withBytes<Result>(
    of entry: Entry, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    text.withUnsafeBufferPointer { bytes in
      body(UnsafeBufferPointer(rebasing: bytes[entry.offset..<(entry.offset &+ entry.length)]))
    }
  }

  private static func diagnosis(of text: [UInt8], from start: Int) -> DecodingError {
    if text.count >= 2, text[0] == 0 || text[1] == 0 || text[0] >= 0xFE {
      return notJSON("it looks like UTF-16 or UTF-32; JSON is UTF-8 (RFC 8259 §8.1)", nil)
    }
    if text.isEmpty { return notJSON("it is empty", JSONText.validate(text)) }
    return notJSON(nil, JSONText.validate(start == 0 ? text : Array(text[start...])))
  }

  private static func notJSON(_ reason: String?, _ error: JSONError?) -> DecodingError {
    let sentence = "The given data was not valid JSON"
    return .dataCorrupted(
      .init(
        codingPath: [],
        debugDescription: reason.map { "\(sentence): \($0)." } ?? "\(sentence).",
        underlyingError: error))
  }
}
