import Testing

@Suite struct DoctorTests {
  @Test func `a machine that builds these tests lacks nothing`() async {
    let outcome = await martlet("doctor")
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.errors == "")
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines.allSatisfy { $0.hasPrefix("ok       ") })
  }

  @Test func `without swift the remedy is where to get it`() async {
    let outcome = await martlet("doctor", environment: ["PATH": "/nowhere"])
    #expect(outcome.status == 5)
    #expect(outcome.text.contains("missing  Swift: get it from swift.org/install\n"))
  }

  @Test func `an old swift is named with the version that is needed`() async {
    let folder = TemporaryFolder()
    await folder.install("swift", "echo Swift version 5.10.1")
    let outcome = await martlet("doctor", environment: ["PATH": folder.path])
    #expect(outcome.status == 5)
    #expect(outcome.text.contains("missing  Swift: 6.2 or later is needed, here is 5.10"))
  }

  @Test func `a swift that fails is quoted`() async {
    let folder = TemporaryFolder()
    await folder.install("swift", "echo cannot start >&2; exit 1")
    let outcome = await martlet("doctor", environment: ["PATH": folder.path])
    #expect(outcome.status == 5)
    #expect(outcome.text.contains("cannot start\n"))
  }
}
