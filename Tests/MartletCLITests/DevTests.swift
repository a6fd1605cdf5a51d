import Glibc
import MartletCurl
import MartletHTTP
import TestSupport
import Testing

@Suite struct DevTests {
  @Test func `dev announces its address, its functions and a command to paste`() async throws {
    let dev = await Dev.start("--bootstrap", "Longer-Name=/bin/true")
    let text = (await dev.end()).errors
    #expect(
      text == """
        Martlet serves Lambda's Invoke API at \(dev.url)

          Fn           \(Programs.bootstrap)
          Longer-Name  /bin/true

        Invoke one from another terminal:
          curl \(dev.url)/2015-03-31/functions/Fn/invocations -d '{}'


        """)
    #expect(dev.url.firstMatch(of: #/^http://127\.0\.0\.1:[0-9]+$/#) != nil)
  }

  @Test func `a bootstrap without _HANDLER gets its name`() async {
    let dev = await Dev.start("--bootstrap", "echo=\(Programs.bootstrap)", handler: nil)
    let outcome = await martlet("invoke", "echo", "[1]", "--endpoint", dev.url)
    #expect(outcome.text == "[1]")
    await dev.end()
  }

  @Test func `dev records each invocation in a folder that it makes`() async {
    let folder = TemporaryFolder()
    let dev = await Dev.start("--record", "\(folder.path)/recordings")
    #expect((await dev.invoke("echo")).text == "\"echo\"")
    await dev.end()
    let list = await RunningCommand("/bin/ls", ["\(folder.path)/recordings"]).outcome().text
    let names = list.split(separator: "\n").map {
      $0.split(separator: ".").dropFirst().joined(separator: ".")
    }
    #expect(names == ["answer.json", "event.json"])
    #expect(list.hasPrefix("0001-Fn-"))
  }

  @Test func `a function goes on between invocations where it is not to be frozen`() async {
    let folder = TemporaryFolder()
    let file = folder.write("count", "")
    let dev = await Dev.start("--no-freeze")
    #expect((await dev.invoke("background:\(file);echo")).status == 0)
    // It has been frozen long before it could count so far.
    while Self.size(of: file) < 500, !Task.isCancelled { await Task.yield() }
    #expect(Self.size(of: file) >= 500)
    await dev.end()
  }

  private static func size(of file: String) -> Int {
    var info = stat()
    return stat(file, &info) == 0 ? Int(info.st_size) : 0
  }

  @Test func `accepted events are kept where --state says, and go on from there`() async throws {
    let folder = TemporaryFolder()
    let state = "\(folder.path)/kept"
    let first = await Dev.start("--state", state, handler: "hang")
    #expect(try await Self.send(to: first.url) == 202)
    #expect(Self.size(of: "\(state)/events.journal") > 0)
    await first.end()
    let second = await Dev.start("--state", state, handler: "say:back;echo")
    let text = await second.command.errors(until: "\nback\n")
    #expect(text.contains("Going on with 1 events from before the restart."))
    await second.end()
  }

  @Test(arguments: [
    ("file", "Not a directory"), ("file/in", "Not a directory"),
    ("no/such", "No such file or directory"),
    ("/proc/state", "No such file or directory"), ("taken", "Is a directory"),
  ])
  func `a place where no events can be kept is told at the start`(
    place: String, reason: String
  ) async {
    let folder = TemporaryFolder()
    folder.write("file", "")
    mkdir("\(folder.path)/taken", 0o755)
    mkdir("\(folder.path)/taken/events.journal", 0o755)
    let state = place.hasPrefix("/") ? place : "\(folder.path)/\(place)"
    let outcome = await martlet(
      "dev", "--port", "0", "--bootstrap", "F=/bin/true", "--state", state)
    #expect(outcome.status == 5)
    let path = place == "taken" ? "\(state)/events.journal" : state
    #expect(
      outcome.errors
        == "error: \(path): \(reason); events are kept there, give another folder with --state\n")
  }

  @Test func `two emulators do not keep events in one folder, and none makes it for nothing`()
    async throws
  {
    let folder = TemporaryFolder()
    let state = "\(folder.path)/kept"
    let first = await Dev.start("--state", state)
    #expect(access(state, F_OK) != 0)
    #expect(try await Self.send(to: first.url) == 202)
    let second = await martlet(
      "dev", "--port", "0", "--bootstrap", "F=/bin/true", "--state", state)
    #expect(second.status == 5)
    let told = "another emulator keeps its events in \(state); give another folder with --state"
    #expect(second.errors == "error: \(told)\n")
    await first.end()
  }

  @Test func `an event for which a file may not grow is refused, and the emulator goes on`()
    async throws
  {
    let folder = TemporaryFolder()
    let dev = await Dev.start("--state", "\(folder.path)/kept", limit: "ulimit -f 0")
    #expect(try await Self.send(to: dev.url) == 500)
    #expect((await dev.invoke("echo")).text == "\"echo\"")
    await dev.end()
  }

  /// Sends an event for asynchronous invocation; returns the answer's status.
  private static func send(to url: String) async throws -> Int {
    try await resultFromAnotherThread {
      let loop = try RunLoop()
      return try loop.run {
        let client = try Client(.init(base: url, userAgent: "test/1"), on: loop)
        return try await client.post(
          "/2015-03-31/functions/Fn/invocations", headers: ["X-Amz-Invocation-Type": "Event"],
          body: Array("1".utf8)
        ).status
      }
    }
  }

  @Test func `a share of the processor is refused where the system has no control groups`() async {
    let outcome = await RunningCommand(
      "/usr/bin/unshare",
      [
        "--mount", "/bin/sh", "-c",
        """
        umount -R -l /sys/fs/cgroup || exit 77
        exec "$0" dev --port 0 --bootstrap Fn=/bin/true --cpu-throttle
        """, Programs.martlet,
      ]
    ).outcome()
    // A user who may not take the system's folders away cannot show it.
    guard ![1, 77].contains(outcome.status) else { return }
    #expect(outcome.status == 5)
    #expect(
      outcome.errors == """
        error: this system has no control groups for processor time (cgroups with the controller \
        "cpu"); leave --cpu-throttle out, or use a system that has them

        """)
  }

  @Test func `a signal that a watched file brings is no end`() async {
    let dev = await Dev.start()
    dev.command.signal(SIGIO)
    #expect((await dev.invoke("echo")).text == "\"echo\"")
    await dev.end()
  }

  @Test(arguments: ["::1", "localhost"])
  func `dev can listen on IPv6, and where a name leads`(host: String) async {
    let dev = await Dev.start("--host", host)
    let hosts = host == "localhost" ? ["127.0.0.1", "[::1]"] : ["[::1]"]
    #expect(hosts.contains { dev.url.hasPrefix("http://\($0):") }, "\(dev.url)")
    #expect((await dev.invoke("echo")).text == "\"echo\"")
    await dev.end()
  }

  @Test func `a port that is taken is named with the remedy`() async {
    let server = OneShotServer(answer: nil)
    let outcome = await martlet("dev", "--port", server.port, "--bootstrap", "F=/bin/true")
    #expect(outcome.status == 5)
    #expect(
      outcome.errors == """
        error: cannot listen on 127.0.0.1:\(server.port): Address already in use; \
        choose another with --port (0 picks a free one) or --host

        """)
  }

  @Test func `two functions of one name are refused`() async {
    let outcome = await martlet("dev", "--bootstrap", "F=/bin/true", "--bootstrap", "F=/bin/false")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "error: two functions are called F, in /bin/true and /bin/false; rename one\n")
  }

  @Test func `a bootstrap may lie at a relative path with spaces`() async {
    let folder = TemporaryFolder()
    await folder.install("my boot", "exec \(Programs.bootstrap)")
    let command = startMartlet(
      "dev", "--port", "0", "--bootstrap", "Fn=./my boot", directory: folder.path,
      environment: ["_HANDLER": "echo"])
    let url = Dev.url(in: await command.errors(until: "-d '{}'"))
    let outcome = await martlet("invoke", "Fn", "{}", "--endpoint", url)
    #expect(outcome.status == 0)
    #expect(outcome.text == "{}")
    command.signal(SIGTERM)
    #expect((await command.outcome()).status == 143)
  }

  @Test func `settings reach the function that they are for`() async {
    let dev = await Dev.start(
      "--env", "Fn:GREETING=good day", "--memory", "Fn:256", "--timeout", "Fn:0.4")
    let variables = (await dev.invoke("env")).text
    #expect(variables.contains("\"GREETING=good day\""))
    #expect(variables.contains("\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256\""))
    #expect((await dev.invoke("hang")).status == 4)
    let outcome = await dev.end()
    #expect(outcome.errors.contains("Task timed out after 0.40 seconds"))
  }

  @Test func `settings for a function that is not there name those that are`() async {
    let outcome = await martlet(
      "dev", "--bootstrap", "F=/bin/true", "--memory", "G:256")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "error: --memory is for the function G, which is not here; here are: F\n")
  }

  @Test func `what a function writes goes to standard error byte for byte`() async {
    let dev = await Dev.start(handler: "say:\u{1B}[2Jnaïve;echo")
    _ = await dev.invoke("")
    let outcome = await dev.end()
    #expect(outcome.errors.contains("\n\u{1B}[2Jnaïve\n"))
    #expect(outcome.text == "")
  }
}
