import Testing

@testable import MartletCLI

@Suite struct PackageSummaryTests {
  private func row(_ function: String, _ coldStart: Duration?) -> PackageSummary.Row {
    PackageSummary.Row(
      function: function, artifact: "Temperature.zip", artifactSize: 2_812_345,
      bootstrapSize: 17_521_000, machine: .arm64, link: .static, coldStart: coldStart)
  }

  @Test func `the table has a line for each function and lines its columns up`() {
    let summary = PackageSummary(
      format: .zip, rows: [row("Celsius", .microseconds(714)), row("Fahrenheit", nil)])
    #expect(
      summary.lines == [
        "function    artifact             zip  bootstrap  machine  link      cold start",
        "Celsius     Temperature.zip  2.81 MB   17.52 MB  arm64    static       0.71 ms",
        "Fahrenheit  Temperature.zip  2.81 MB   17.52 MB  arm64    static  not measured",
      ])
  }

  @Test func `a folder has files`() {
    #expect(PackageSummary(format: .directory).lines[0].contains("  files  "))
  }
}
