import MartletBench

/// One row of the specification's table: what a function costs at most, as a ratio to a yardstick
/// that is measured in the same rounds.
///
/// A row has six cells, of which all but the first are for this program:
///
///     | promise | metric | of | to | processor | at most |
///     |---|---|---|---|---|---|
///     | a raw function starts cold | `coldStart` | `raw` | `floor` | whole | 1.8 × |
///     | the same with 128 MB | `coldStart` | `raw` | `floor` | 128 MB | 2 × |
struct Promise: Equatable {
  /// In words.
  var text: String
  var metric: Metric
  /// What it is promised of, by its name on the command line.
  var subject: String
  /// What that is compared with.
  var yardstick: String
  /// The memory size whose part of a processor both have; nil for all of it.
  var memorySize: Int?
  /// The highest ratio.
  var limit: Double

  /// A row that looks like a promise and cannot be read.
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  /// The promises in a text: the rows of those tables whose second column is called `metric`.
  static func read(_ markdown: String) throws(Unreadable) -> [Promise] {
    var promises: [Promise] = []
    var isInTable = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        isInTable = false
        continue
      }
      let cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.filter { $0 != "`" }.trimming }
      if cells.count > 1, cells[1] == "metric" {
        isInTable = true
      } else if isInTable, !cells.allSatisfy({ $0.allSatisfy { $0 == "-" || $0 == ":" } }) {
        promises.append(try Promise(row: cells, String(line)))
      }
    }
    return promises
  }

  private init(row: [String], _ line: String) throws(Unreadable) {
    func unreadable(_ reason: String) -> Unreadable {
      Unreadable(description: "the row \"\(line)\" is no promise: \(reason)")
    }
    guard row.count >= 6 else {
      throw unreadable("it needs six cells: promise, metric, of, to, processor, at most")
    }
    guard let metric = Metric(rawValue: row[1]) else {
      let names = Metric.allCases.map(\.rawValue).joined(separator: ", ")
      throw unreadable("\"\(row[1])\" is no metric; the metrics are: \(names)")
    }
    guard let limit = Double(row[5].replacing("×", with: "").trimming), limit > 0 else {
      throw unreadable("\"\(row[5])\" is no ratio such as 1.8 ×")
    }
    if row[4] != "whole" {
      guard row[4].hasSuffix(" MB"), let size = Int(row[4].dropLast(3)) else {
        throw unreadable("the processor is \"\(row[4])\"; write whole, or a size such as 128 MB")
      }
      memorySize = size
    }
    (text, subject, yardstick) = (row[0], row[2], row[3])
    self.metric = metric
    self.limit = limit
  }

  /// The memory size as the table has it.
  var processor: String { memorySize.map { "\($0) MB" } ?? "whole" }
}

extension StringProtocol {
  fileprivate var trimming: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
