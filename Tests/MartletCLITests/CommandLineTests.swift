import Testing

@Suite struct CommandLineTests {
  @Test(arguments: [
    ["--help"], ["-h"], ["help"], ["invoke", "--help"], ["dev", "-h"], ["doctor", "--help"],
    ["help", "dev"], ["package", "--help"], ["invoke", "Hello", "--release", "--help"],
    ["bench", "--help"], ["events", "--help"],
  ])
  func `help fits a screen, shows an example and goes to standard output`(words: [String]) async {
    let outcome = await RunningCommand(Programs.martlet, words).outcome()
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(
      outcome.text.contains(
        "\n\(words.contains { ["dev", "package"].contains($0) } ? "EXAMPLES" : "EXAMPLE")"))
    let lines = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 31)
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func `the version is one line`() async {
    let outcome = await martlet("--version")
    #expect(outcome.status == 0)
    #expect(outcome.text.wholeMatch(of: #/martlet \d+\.\d+\.\d+\n/#) != nil)
  }

  @Test func `without a command the help is an error`() async {
    let outcome = await martlet()
    #expect(outcome.status == 2)
    #expect(outcome.text == "")
    #expect(outcome.errors.contains("USAGE: martlet COMMAND"))
  }

  @Test(arguments: [
    (
      ["frob"],
      "\"frob\" is not a command; the commands are: invoke, dev, package, bench, events, doctor"
    ),
    (
      ["help", "frob"],
      "\"frob\" is not a command; the commands are: invoke, dev, package, bench, events, doctor"
    ),
    (["invoke"], "name a function: martlet invoke FUNCTION [PAYLOAD]"),
    (["invoke", "F", "{}", "x"], "\"x\" is one word too many; quote the payload: '{\"a\": 1}'"),
    (
      ["invoke", "F", "--port", "1"],
      "--port is not an option here; the options are: --endpoint, --tenant-id, --release, "
        + "--timeout, --memory, --env, --env-file, --reserved-concurrency, --max-concurrency, "
        + "--snap-start, --tenant-isolation, --cpu-throttle, --extensions, --help"
    ),
    (["invoke", "F", "--timeout"], "--timeout needs a value: --timeout [NAME:]SECONDS"),
    (["dev", "--port", "70000"], "--port is \"70000\"; give a number from 0 to 65535"),
    (["dev", "--bootstrap", "x"], "--bootstrap is \"x\"; give NAME=PATH"),
    (["dev", "--bootstrap", "F=/nowhere"], "there is no bootstrap at /nowhere"),
    (
      ["dev", "--bootstrap", "F=/etc/passwd"],
      "/etc/passwd is not executable; try: chmod +x /etc/passwd"
    ),
    (["dev", "--bootstrap", "F=/tmp"], "/tmp is a folder; give the executable in it"),
    (
      ["package", "--link", "half"],
      "--link is \"half\"; the choices are: static, static-stdlib, dynamic"
    ),
    (["package", "--format", "tar"], "--format is \"tar\"; the choices are: zip, directory"),
    (
      ["package", "--libcurl", "system"],
      "--libcurl system does not go into a static executable, nor do the dozens of libraries that "
        + "it loads; choose --libcurl minimal or tls, or --link static-stdlib"
    ),
    (["doctor", "x"], "martlet doctor takes no argument, but there is \"x\""),
  ])
  func `a command line that makes no sense is refused with a remedy`(
    words: [String], message: String
  ) async {
    let outcome = await RunningCommand(Programs.martlet, words).outcome()
    #expect(outcome.status == 2)
    #expect(outcome.text == "")
    #expect(outcome.errors == "error: \(message)\n")
  }

  @Test func `without a package above the working folder the remedy is to go to one`() async {
    let outcome = await martlet("invoke", "Hello", directory: "/proc")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "error: neither /proc nor a folder above it holds a Package.swift; go to your package\n")
  }
}
