/// How often each function was invoked in the chain of events that a request belongs to, each a record
/// of the one before it.
///
/// Lambda keeps it in a part of the trace header, `Lineage=HASH:COUNT|HASH:COUNT`, where HASH stands for
/// a function, and stops what looks like a loop. A number may stand before a hash, `1:HASH:COUNT`.
struct Lineage {
  /// How many invocations a function may have in a chain.
  static let most = 16
  private var counts: [(hash: Substring, count: Int)] = []
  private let others: [Substring]

  init(of traceID: String) {
    let parts = traceID.split(separator: ";")
    others = parts.filter { !$0.hasPrefix("Lineage=") }
    let lineage = parts.first { $0.hasPrefix("Lineage=") }?.dropFirst("Lineage=".count) ?? ""
    for entry in lineage.split(separator: "|") {
      let parts = entry.split(separator: ":").suffix(2)
      guard let hash = parts.first, parts.count == 2, let count = parts.last.flatMap({ Int($0) })
      else { continue }
      // The header may come from anyone, and is passed on.
      counts.append((hash.prefix(8), min(max(0, count), Self.most)))
    }
    counts = counts.suffix(64)
  }

  func count(of function: String) -> Int {
    let hash = Self.hash(function)
    return counts.first { $0.hash == hash }?.count ?? 0
  }

  /// Counts one more invocation.
  mutating func add(_ function: String) {
    let hash = Self.hash(function)
    guard let index = counts.firstIndex(where: { $0.hash == hash }) else {
      return counts.append((hash[...], 1))
    }
    counts[index].count += 1
  }

  /// The trace header with it.
  var traceID: String {
    let entries = counts.map { "\($0.hash):\($0.count)" }.joined(separator: "|")
    return (others + ["Lineage=\(entries)"]).joined(separator: ";")
  }

  /// FNV-1a, in eight hexadecimal digits.
  private static func hash(_ function: String) -> String {
    let hash = function.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
