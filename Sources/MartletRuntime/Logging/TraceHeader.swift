/// The X-Ray trace header, `Root=…;Parent=…;Sampled=…`.
enum TraceHeader {
  /// The trace's ID, which is what one searches a log for; all of a header that names no root.
  static func root(_ header: String) -> String {
    for part in header.utf8.split(separator: UInt8(ascii: ";"))
    where part.starts(with: "Root=".utf8) {
      return String(Substring(part.dropFirst(5)))
    }
    return header
  }
}
