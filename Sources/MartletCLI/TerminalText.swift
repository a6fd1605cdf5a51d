/// Text of other programs on a terminal.
///
/// A pipe gets bytes as they are. A terminal would obey them: a log line could move the cursor,
/// rewrite what stands above it or change the keyboard's mode. So only what colours text is let
/// through, and the rest is shown.
enum TerminalText {
  /// The text with each control character but tabs, line ends and colours in caret notation, and
  /// what is not UTF-8 replaced.
  static func visible(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var isColoured = false
    var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.first {
      if let colour = colour(rest) {
        text += colour
        rest.removeFirst(colour.count)
        isColoured = true
        continue
      }
      rest.removeFirst()
      // A line end of two characters is still one.
      if scalar == "\r", rest.first ?? "\n" == "\n" { continue }
      text += shown(scalar)
    }
    if isColoured { text += "\u{1B}[0m".unicodeScalars }
    return String(text)
  }

  /// The sequence that sets colours at the beginning of the text: `ESC [ digits and ; m`.
  private static func colour(_ text: Substring.UnicodeScalarView) -> String.UnicodeScalarView? {
    guard text.starts(with: "\u{1B}[".unicodeScalars) else { return nil }
    let parameters = text.dropFirst(2).prefix { ("0"..."9").contains($0) || $0 == ";" || $0 == ":" }
    guard text[parameters.endIndex...].first == "m" else { return nil }
    return String.UnicodeScalarView(text[...parameters.endIndex])
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    switch scalar.value {
    case 0x09, 0x0A: return String.UnicodeScalarView([scalar])
    case 0x00...0x1F, 0x7F:
      return "^\(Character(Unicode.Scalar(UInt8(scalar.value) ^ 0x40)))".unicodeScalars
    case 0x80...0x9F: return "\u{FFFD}".unicodeScalars
    default: return String.UnicodeScalarView([scalar])
    }
  }
}
