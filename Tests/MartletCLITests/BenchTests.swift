import FoundationEssentials
import Glibc
import MartletBench
import Testing

@testable import MartletCLI

@Suite(.timeLimit(.minutes(5))) struct BenchTests {
  private func bench(
    _ arguments: String..., handler: String = "echo", directory: String = "/",
    output: RunningCommand.Stream = .captured, environment: [String: String?] = [:]
  ) async -> RunningCommand.Outcome {
    await RunningCommand(
      Programs.martlet,
      ["bench", "--rounds", "1", "--cold", "1", "--warm", "3", "--handler", handler] + arguments,
      output: output, directory: directory, environment: environment
    ).outcome()
  }

  @Test func `a comparison names both, and a single round is too few`() async {
    let outcome = await bench("A=\(Programs.bootstrap)", "--against", "Other=\(Programs.bootstrap)")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.first?.hasPrefix("1 round: 1 cold start and 3 invocations of each") == true)
    #expect(lines.contains { $0.hasPrefix("A to Other ") && $0.contains("ratio") })
    #expect(
      lines.contains { $0.hasPrefix("  cold start ") && $0.hasSuffix("too few rounds") })
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `JSON has the figures of each round`() async throws {
    let outcome = await bench(
      "A=\(Programs.bootstrap)", "--against", "B=\(Programs.bootstrap)", "--json", "--rounds", "2",
      "--payload", "100")
    #expect(outcome.status == 0)
    let document = try JSONDecoder().decode(Document.self, from: Data(outcome.output))
    #expect(document.plan.rounds == 2)
    #expect(document.plan.eventBytes == 100)
    #expect(document.candidates.map(\.name) == ["A", "B"])
    for candidate in document.candidates {
      #expect(Set(candidate.figures.keys).isSuperset(of: ["coldStart", "wall", "cpu", "memory"]))
      #expect(candidate.figures.values.allSatisfy { $0.rounds.count == 2 })
      #expect(candidate.figures["size"]?.unit == "bytes")
    }
    #expect(document.comparisons.map(\.to) == ["B"])
    #expect(document.comparisons[0].ratios["size"]?.ratio == 1)
  }

  private struct Document: Decodable {
    struct Plan: Decodable {
      var rounds: Int
      var eventBytes: Int
    }
    struct Figure: Decodable {
      var unit: String
      var median: Double
      var rounds: [Double?]
    }
    struct Candidate: Decodable {
      var name: String
      var figures: [String: Figure]
    }
    struct Comparison: Decodable {
      struct Ratio: Decodable { var ratio: Double }
      var to: String
      var ratios: [String: Ratio]
    }
    var plan: Plan
    var candidates: [Candidate]
    var comparisons: [Comparison]
  }

  @Test func `error answers are reported loudly`() async {
    let outcome = await bench("Fn=\(Programs.bootstrap)", handler: "error")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("cold start"))
    #expect(
      outcome.errors.hasPrefix(
        "error: Fn answered 54 events with an error, so its figures are those of errors: "
          + "Scripted: He said \"no\""))
    #expect(outcome.errors.contains("; give what it expects with --event\n"))
  }

  @Test func `a bootstrap that fails is told with its last words`() async {
    let outcome = await bench(
      "Fn=\(Programs.bootstrap)", handler: "init-say:the reason;init-exit:4")
    #expect(outcome.status == 1)
    #expect(outcome.text == "")
    #expect(
      outcome.errors
        == "the reason\nerror: Fn ended before it asked for an event, with status 4\n")
  }

  @Test(arguments: ["0.2", "1"])
  func `a bootstrap that hangs is a timeout, with the remedy`(limit: String) async {
    let outcome = await bench("Fn=\(Programs.bootstrap)", "--timeout", limit, handler: "init-hang")
    #expect(outcome.status == 4)
    #expect(
      outcome.errors
        == "error: Fn does not ask for an event within \(limit) s; --timeout allows more\n")
  }

  @Test func `a daemon of a bootstrap does not outlive the bench`() async throws {
    let outcome = await bench("Fn=\(Programs.bootstrap)", handler: "init-orphan;init-exit:4")
    let daemon = try #require(outcome.errors.firstMatch(of: #/orphan (\d+)/#))
    #expect(!isAlive(try #require(pid_t(daemon.1))))
  }

  @Test func `no daemon of a cold start is there in the next, not even as a zombie`() async throws {
    let folder = TemporaryFolder()
    // One that is an orphan at once and one that becomes so with the bootstrap, both in sessions of
    // their own. A pipe each tells when: one for
    // both would end for its second reader when its first writer closes it.
    await folder.install(
      "app",
      """
      cd "$(dirname "$0")"
      for number in $(cat numbers 2>&-); do [ -e /proc/$number ] && echo $number >> left; done
      [ -e one ] || mkfifo one two
      (setsid sh -c 'echo $$ > one; exec sleep 4242' &)
      read number < one; echo $number >> numbers
      setsid sh -c 'echo $$ > two; exec sleep 4242' &
      read number < two; echo $number >> numbers
      exec \(Programs.bootstrap)
      """)
    let outcome = await bench("app", "--rounds", "2", "--cold", "3", directory: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let numbers = try String(contentsOfFile: "\(folder.path)/numbers", encoding: .utf8)
    let daemons = numbers.split(separator: "\n").compactMap { pid_t($0) }
    #expect(daemons.count == 12)
    #expect(access("\(folder.path)/left", F_OK) != 0)
    #expect(daemons.allSatisfy { !isAlive($0) })
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal ends a bench and its bootstrap`(number: Int32) async {
    let folder = TemporaryFolder()
    await folder.install("wait", "echo $$ > \"\(folder.path)/number\"; exec sleep 900")
    let command = startMartlet("bench", "\(folder.path)/wait", "--timeout", "900")
    var process: pid_t?
    while process == nil, !Task.isCancelled {
      await Task.yield()
      let text = try? String(contentsOfFile: "\(folder.path)/number", encoding: .utf8)
      process = text.flatMap { pid_t($0.filter(\.isNumber)) }
    }
    command.signal(number)
    let outcome = await command.outcome()
    #expect(outcome.status == 128 + number)
    #expect(outcome.text == "" && outcome.errors == "")
    #expect(process.map(isAlive) == false)
  }

  @Test func `folders and archives are measured as what they hold`() async throws {
    let folder = TemporaryFolder()
    await folder.install("app/bootstrap", "exec \(Programs.bootstrap)")
    folder.write("app/data/file", String(repeating: "x", count: 5000))
    let zip = await RunningCommand(
      "/bin/sh",
      [
        "-c",
        """
        cd "$0/app" && python3 -c 'import zipfile, os
        z = zipfile.ZipFile("../made.zip", "w")
        for name in ["bootstrap", "data/file"]: z.write(name)'
        """, folder.path,
      ]
    ).outcome()
    let hasTools = zip.status == 0 && Tool.path(of: "unzip") != nil
    let outcome = await bench(
      "app", "--json", "--against", hasTools ? "made.zip" : "app/bootstrap",
      directory: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let document = try JSONDecoder().decode(Document.self, from: Data(outcome.output))
    #expect(document.candidates.map(\.name) == ["app", hasTools ? "made" : "app (2)"])
    let size = try #require(document.candidates[0].figures["size"]?.median)
    #expect(size > 5000)
    if hasTools { #expect(document.candidates[1].figures["size"]?.median == size) }
  }

  @Test func `a chart is written, with names that XML cannot hold as they are`() async throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/chart.svg"
    let outcome = await bench(
      "<b>&\"Fn\"=\(Programs.bootstrap)", "--svg", path, handler: "init-sleep:1;echo")
    #expect(outcome.status == 0)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(text.hasSuffix("</svg>\n"))
    #expect(text.contains("&lt;b&gt;&amp;&quot;Fn&quot;"))
    #expect(!text.contains("<b>"))
    #expect(Self.isBalanced(text))
    #expect(BenchSVG.escaped("a\u{1B}b") == "a\u{FFFD}b")
  }

  /// Whether each element that begins ends, in order.
  private static func isBalanced(_ text: String) -> Bool {
    var open: [Substring] = []
    for tag in text.matches(of: #/<(/?)([a-z]+)[^<>]*?(/?)>/#) {
      if tag.1 == "/" {
        guard open.popLast() == tag.2 else { return false }
      } else if tag.3.isEmpty {
        open.append(tag.2)
      }
    }
    return open.isEmpty
  }

  @Test(arguments: [
    ("/nowhere/x.svg", "No such file or directory"), ("/tmp", "Is a directory"),
  ])
  func `a chart that cannot be written is refused before anything is measured`(
    path: String, reason: String
  ) async {
    let folder = TemporaryFolder()
    await folder.install("app", "touch \"\(folder.path)/started\"; exec \(Programs.bootstrap)")
    let outcome = await bench("\(folder.path)/app", "--svg", path)
    #expect(outcome.status == 5)
    #expect(outcome.errors == "error: cannot write \(path): \(reason); choose another\n")
    #expect(access("\(folder.path)/started", F_OK) != 0)
  }

  @Test func `a bench that fails leaves the chart as it was, and nothing beside it`() async throws {
    let folder = TemporaryFolder()
    let chart = folder.write("chart/x.svg", "before")
    let outcome = await bench(Programs.bootstrap, "--svg", chart, handler: "init-exit:4")
    #expect(outcome.status == 1)
    #expect(try FileTree.names(in: "\(folder.path)/chart") == ["x.svg"])
    #expect(try FileTree.read(chart) == Array("before".utf8))
    symlink("x.svg", "\(folder.path)/chart/link.svg")
    #expect((await bench(Programs.bootstrap, "--svg", "\(folder.path)/chart/link.svg")).status == 0)
    #expect(Set(try FileTree.names(in: "\(folder.path)/chart")) == ["x.svg", "link.svg"])
    #expect(try FileTree.read(chart).starts(with: Array("<svg ".utf8)))
    let printed = await bench(Programs.bootstrap, "--svg", "/dev/stdout")
    #expect(printed.text.hasPrefix("<svg "))
  }

  @Test func `a file name cannot break the table`() async throws {
    let folder = TemporaryFolder()
    await folder.install("a\nb\u{1B}[31m\tc", "exec \(Programs.bootstrap)")
    let outcome = await bench("a\nb\u{1B}[31m\tc", directory: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("a\u{FFFD}b\u{FFFD}[31m\u{FFFD}c"))
    #expect(!outcome.text.contains("\u{1B}"))
  }

  @Test func `an archive is unpacked without a question, in TMPDIR, and removed`() async throws {
    guard let zip = Tool.path(of: "zip"), Tool.path(of: "unzip") != nil else { return }
    let folder = TemporaryFolder()
    await folder.install("bootstrap", "pwd >&2; exit 3")
    mkdir("\(folder.path)/tmp", 0o755)
    for (name, options) in [("open.zip", ["-q"]), ("locked.zip", ["-q", "-P", "secret"])] {
      let made = await RunningCommand(
        zip, options + [name, "bootstrap"], directory: folder.path
      ).outcome()
      #expect(made.status == 0)
    }
    let environment = ["TMPDIR": "tmp"]
    let open = await bench("open.zip", directory: folder.path, environment: environment)
    #expect(open.errors.hasPrefix("\(folder.path)/tmp/martlet-bench-"), "\(open.errors)")
    let locked = await bench(
      "locked.zip", directory: folder.path, output: .terminal, environment: environment)
    #expect(locked.status == 2)
    #expect(locked.text.contains("locked.zip is no archive that unzip can read"), "\(locked.text)")
    #expect(try FileTree.names(in: "\(folder.path)/tmp") == [])
  }

  @Test func `progress is shown on a terminal and gone at the end`() async {
    let outcome = await bench(
      "Fn=\(Programs.bootstrap)", output: .terminal, environment: ["TERM": "xterm"])
    #expect(outcome.text.contains("round 1 of 1: Fn"))
    #expect(outcome.text.contains("\r\u{1B}[K1 round: "))
  }

  @Test(arguments: [
    ([], "name a bootstrap: martlet bench BOOTSTRAP [--against OTHER …]"),
    (
      ["/bin/true", "/bin/false"],
      "\"/bin/false\" is one word too many; compare with: --against /bin/false"
    ),
    (["/nowhere"], "there is no bootstrap at /nowhere"),
    (["/etc/passwd"], "/etc/passwd is not executable; try: chmod +x /etc/passwd"),
    (["/tmp"], "there is no bootstrap at /tmp/bootstrap"),
    (
      ["/bin/true", "--against", "floor="],
      "\"floor=\" has an empty path; give NAME=PATH, or PATH alone"
    ),
    (["=/bin/true"], "\"=/bin/true\" has an empty name; give NAME=PATH, or PATH alone"),
    (["/bin/true", "--memory", "64"], "--memory is \"64\"; give a number from 128 to 10240"),
    (["/bin/true", "--payload", "3"], "--payload is \"3\"; give a number from 11 to 6291456"),
    (
      ["/bin/true", "--payload", "99", "--event", "{}"],
      "--payload and --event both give the event; leave one out"
    ),
    (["/bin/true", "--rounds", "0"], "--rounds is \"0\"; give a number from 1 to 100000"),
  ])
  func `a bench that makes no sense is refused with a remedy`(
    words: [String], message: String
  ) async {
    let outcome = await RunningCommand(Programs.martlet, ["bench"] + words).outcome()
    #expect(outcome.status == 2)
    #expect(outcome.text == "")
    #expect(outcome.errors == "error: \(message)\n")
  }

  @Test func `an event has exactly the size that is asked for`() {
    for size in [11, 12, 100, 65_536] { #expect(BenchEvent.bytes(size).count == size) }
    #expect(BenchEvent.bytes(13) == Array(#"{"name":"aa"}"#.utf8))
  }

  @Test(arguments: [
    (0.0, "0"), (0.0421, "0.042"), (0.5, "0.50"), (9.994, "9.99"), (9.996, "10.0"),
    (99.96, "100"), (1234.5, "1235"),
  ])
  func `numbers have three digits`(value: Double, text: String) {
    #expect(BenchText.digits(value) == text)
  }

  @Test func `figures have the unit that fits`() {
    #expect(BenchText.text(0, .nanoseconds) == "0 ns")
    #expect(BenchText.text(999_600, .nanoseconds) == "1.00 ms")
    #expect(BenchText.text(6_300_000, .bytes) == "6.30 MB")
    #expect(BenchText.text(26.4, .count) == "26")
    #expect(BenchText.range(1000, 2500, .nanoseconds) == "1.00–2.50 µs")
    #expect(BenchText.range(900, 2500, .nanoseconds) == "900 ns–2.50 µs")
    #expect(BenchText.range(5, 5, .bytes) == "")
  }
}
