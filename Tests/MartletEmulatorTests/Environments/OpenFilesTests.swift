import Glibc
import MartletEmulator
import MartletHTTP
import Testing

/// The limit counts for a whole process, so each test is one by itself.
@Suite(.timeLimit(.minutes(5)))
struct OpenFilesTests {
  private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

  @Test func `functions have the limit that there was before it was raised`() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit()
      getrlimit(Self.resource, &limit)
      limit.rlim_cur = 200
      guard limit.rlim_max > 200, setrlimit(Self.resource, &limit) == 0 else { exit(1) }
      OpenFiles.allowAll()
      getrlimit(Self.resource, &limit)
      guard limit.rlim_cur == limit.rlim_max else { exit(2) }
      let folder = TemporaryFolder()
      folder.write(
        "bootstrap", "#!/bin/sh\nulimit -n\nexec \(Products.path("ScriptedBootstrap"))\n",
        mode: 0o755)
      var function = scripted("echo")
      function.bootstrap = "\(folder.path)/bootstrap"
      try withEmulator(function) { stage in
        _ = await stage.invoke()
        if !stage.log.contains("200") { exit(3) }
      }
    }
  }

  @Test func `a lack of descriptors is the platform's error, and is over when there are some`()
    async
  {
    await #expect(processExitsWith: .success) {
      try withEmulator(scripted()) { stage in
        // A caller who has a connection already.
        let connection = try stage.connect()
        let list = try await connection.request("GET /2015-03-31/functions")
        guard list.status == 200 else { exit(8) }
        var limit = rlimit()
        getrlimit(Self.resource, &limit)
        let usual = limit.rlim_cur
        let lowest = dup(0)
        close(lowest)
        limit.rlim_cur = rlim_t(lowest)
        guard setrlimit(Self.resource, &limit) == 0 else { exit(1) }
        // This one first: a connection that idles is ended where descriptors are wanted.
        let response = try await connection.request(
          "POST /2015-03-31/functions/Scripted/invocations", body: "{}")
        let answer = await stage.run("echo")
        limit.rlim_cur = usual
        guard setrlimit(Self.resource, &limit) == 0 else { exit(2) }
        if answer.errorType != "ServiceException" { exit(3) }
        if !answer.text.contains("Too many open files") { exit(4) }
        if !answer.text.contains("this emulator may open \(lowest) files") { exit(5) }
        if !answer.text.contains("ulimit -n") { exit(6) }
        if response.status != 500 { exit(9) }
        if response["x-amzn-ErrorType"] != "ServiceException" { exit(10) }
        if !response.text.contains("ulimit -n") { exit(11) }
        if await stage.run("echo").text != #""echo""# { exit(7) }
      }
    }
  }
}
