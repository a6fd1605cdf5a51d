/// The X-Ray trace header that a caller sends.
///
/// What a function reads is whole, as on Lambda, where the front end continues the caller's trace and
/// makes what is missing: X-Ray's SDKs take a root without a parent or a decision for no trace at all.
enum TraceHeader {
  /// The header with a root, a parent and a decision: the caller's where they are valid. One without
  /// a valid root continues no trace, and gives way to a new one.
  static func completed(_ header: String) -> String {
    var (root, parent, sampled): (Substring?, Substring?, Substring?)
    var others: [Substring] = []
    for field in header.split(separator: ";") {
      let field = field.drop { $0 == " " }
      let value = field.drop { $0 != "=" }.dropFirst()
      switch field.prefix(field.count - value.count) {
      case "Root=" where isRoot(value): root = root ?? value
      case "Parent=" where isHexadecimal(value, digits: 16): parent = parent ?? value
      case "Sampled=" where value == "0" || value == "1": sampled = sampled ?? value
      case "Root=", "Parent=", "Sampled=": break
      case _ where !value.isEmpty: others.append(field)
      default: break
      }
    }
    guard let root else { return Identifiers.trace() }
    let fields =
      ["Root=\(root)", "Parent=\(parent ?? Substring(Identifiers.segment()))"]
      + ["Sampled=\(sampled ?? "0")"] + others.map(String.init)
    return fields.joined(separator: ";")
  }

  /// `1-`, the time as 8 digits, `-` and 24 digits.
  private static func isRoot(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0] == "1" && isHexadecimal(parts[1], digits: 8)
      && isHexadecimal(parts[2], digits: 24)
  }

  private static func isHexadecimal(_ text: Substring, digits: Int) -> Bool {
    text.utf8.count == digits && text.utf8.allSatisfy { isHexadecimal($0) }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
