/// Rows of text in columns.
struct BenchTable {
  /// The heading of each column; the first one's is the table's.
  let headings: [String]
  private(set) var rows: [[String]] = []
  /// Which columns stand at their left; figures stand at their right.
  var left: Set<Int> = [0]
  /// A width that the first column is filled up to, so that tables below one another align.
  var firstWidth = 0

  init(_ headings: [String]) { self.headings = headings }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines, without spaces at their ends.
  var lines: [String] {
    let all = [headings] + rows.map { ["  \($0[0])"] + $0.dropFirst() }
    let widths = headings.indices.map { column in
      max(all.map { $0[column].count }.max() ?? 0, column == 0 ? firstWidth : 0)
    }
    return all.map { cells in
      cells.indices.map { Self.fill(cells[$0], widths[$0], left.contains($0)) }
        .joined(separator: "  ").trimmingSuffix { $0 == " " }
    }
  }

  private static func fill(_ text: String, _ width: Int, _ isLeft: Bool) -> String {
    let space = String(repeating: " ", count: width - text.count)
    return isLeft ? text + space : space + text
  }
}
