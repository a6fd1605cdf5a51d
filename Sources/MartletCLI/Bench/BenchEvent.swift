/// Events of a given size.
enum BenchEvent {
  /// What `Hello` expects, and most other functions ignore.
  static let usual = Array(#"{"name":"Ada"}"#.utf8)

  private static let head = #"{"name":""#
  private static let tail = #""}"#

  /// What an event can be large: no less than without a name, no more than Lambda takes.
  static let sizes = (head.utf8.count + tail.utf8.count)...(6 * 1024 * 1024)

  /// The event of that many bytes, with a name as long as it takes.
  static func bytes(_ count: Int) -> [UInt8] {
    let name = [UInt8](repeating: UInt8(ascii: "a"), count: count - sizes.lowerBound)
    return Array(head.utf8) + name + Array(tail.utf8)
  }
}
