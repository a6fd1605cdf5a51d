internal import MartletEmulator

/// What was made, as a table for a person.
struct PackageSummary {
  /// One function of an artifact.
  struct Row {
    var function: String
    /// The artifact's file or folder.
    var artifact: String
    /// In bytes, as are all sizes.
    var artifactSize: Int
    var bootstrapSize: Int
    var machine: ELFFile.Machine
    var link: LinkMode
    /// Nil where it was not measured.
    var coldStart: Duration?
  }

  let format: ArtifactFormat
  var rows: [Row] = []

  /// A heading and a line for each function, in columns.
  var lines: [String] {
    let heading = [
      "function", "artifact", format == .zip ? "zip" : "files", "bootstrap", "machine", "link",
      "cold start",
    ]
    let table =
      [heading]
      + rows.map { row in
        [
          row.function, row.artifact, Megabytes.text(row.artifactSize),
          Megabytes.text(row.bootstrapSize), row.machine.description, row.link.rawValue,
          row.coldStart.map { "\(Milliseconds.text($0)) ms" } ?? "not measured",
        ]
      }
    let widths = heading.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    let numbers: Set = [2, 3, 6]
    return table.map { cells in
      zip(cells, widths).enumerated().map { column, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.count)
        return numbers.contains(column) ? space + cell.0 : cell.0 + space
      }.joined(separator: "  ").trimmingSuffix { $0 == " " }
    }
  }
}
