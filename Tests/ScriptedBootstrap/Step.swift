import Glibc

/// One thing that the runtime does.
struct Step {
  let name: String
  let argument: String
  /// Whether it is done before the first event is asked for.
  let isInit: Bool

  static func list(_ text: String) -> [Step] {
    text.split(separator: ";").map { step in
      let isInit = step.hasPrefix("init-")
      let sides = step.dropFirst(isInit ? 5 : 0).split(separator: ":", maxSplits: 1)
      return Step(
        name: String(sides[0]), argument: sides.count > 1 ? String(sides[1]) : "", isInit: isInit)
    }
  }

  private var number: Int { Int(argument) ?? 0 }

  func perform(_ api: RuntimeAPI, _ invocation: Invocation?) {
    if let invocation, answer(api, invocation) { return }
    switch name {
    case "await": while access(argument, F_OK) != 0 { usleep(1000) }
    case "sleep": usleep(UInt32(number) * 1000)
    case "hang": ScriptedBootstrap.hang()
    case "exit": exit(Int32(number))
    case "kill": kill(getpid(), Int32(number))
    case "segfault": UnsafeMutablePointer<Int>(bitPattern: 8)!.pointee = 1
    case "print": for line in 1...max(1, number) { print("line \(line)") }
    case "print-bytes": print(String(repeating: "x", count: number))
    case "say": print(argument)
    case "unended": write(argument)
    case "flood": ScriptedBootstrap.flood(argument)
    case "pid": print("pid \(getpid())")
    case "parent": print("parent \(getppid())")
    case "address": print("address \(api.address)")
    case "child": print("child \(Self.startChild(argument.isEmpty ? "hang" : argument))")
    case "orphan", "stranger":
      waitpid(Self.startChild(name, argument.isEmpty ? "hang" : argument), nil, 0)
    case "burn": burn(milliseconds: number)
    case "keep": memset(malloc(number << 20), 1, number << 20)
    case "share": share(megabytes: number)
    case "touch": touch(megabytes: number)
    case "error":
      report(api.post("/runtime/init/error", errorBody, ["\(errorType): Runtime.ScriptedInit"]))
    case "restore": report(api.restoreNext())
    case "restore-error":
      report(
        api.post("/runtime/restore/error", errorBody, ["\(errorType): Runtime.ScriptedRestore"]))
    case "register": report(api.register("scripted", argument))
    case "on-term":
      signal(SIGTERM) { _ in
        ScriptedBootstrap.sayAndExit()
      }
    case "ignore-term": signal(SIGTERM, SIG_IGN)
    case "mark": close(open(argument, O_WRONLY | O_CREAT, 0o644))
    case "background": Self.startCounting(in: argument)
    case "reconnect": api.askAndHangUp()
    default: if invocation == nil { print("unknown step \(name)") }
    }
  }

  /// Does what needs an invocation; false where the step is of another kind.
  private func answer(_ api: RuntimeAPI, _ invocation: Invocation) -> Bool {
    let path = "/runtime/invocation/\(invocation.id)"
    let event = invocation.event
    switch name {
    case "echo": api.post("\(path)/response", event)
    case "answer": api.post("\(path)/response", Array(argument.utf8))
    case "large":
      let body = [34] + [UInt8](repeating: 97, count: number - 2) + [34]
      report(api.post("\(path)/response", body))
    case "pid": api.post("\(path)/response", Array(String(getpid()).utf8))
    case "env": api.post("\(path)/response", JSON.array(Environment.variables))
    case "headers": api.post("\(path)/response", JSON.array(invocation.headers))
    case "error": report(api.post("\(path)/error", errorBody, ["\(errorType): \(errorCategory)"]))
    case "stream-begin": api.beginStream("\(path)/response", contentType: argument)
    case "stream-part": api.sendChunk(Array(argument.utf8))
    case "stream-bytes": api.sendChunk([UInt8](repeating: 120, count: number))
    case "stream-end": report(api.endStream())
    case "stream-fail":
      // The Base64 of {"errorMessage":"late"}
      report(
        api.endStream(trailers: [
          "\(errorType): Function.Late",
          "Lambda-Runtime-Function-Error-Body: eyJlcnJvck1lc3NhZ2UiOiJsYXRlIn0=",
        ]))
    case "stream-break": api.breakOff()
    case "stream-halt": report(api.endStream(with: "", isLast: true))
    case "stream-endless": report(api.endStream(with: "7fffffffffffffff\r\n"))
    case "stream-garbage": report(api.endStream(with: "zz\r\n"))
    case "again": report(api.post("\(path)/response", event))
    case "error-again": report(api.post("\(path)/error", event))
    case "wrong-id":
      report(api.post("/runtime/invocation/8476a536-e9f4-11e8-9739-2dfe598c3fcd/response", event))
    case "wrong-invocation-id":
      report(api.post("\(path)/response", event, ["Lambda-Runtime-Invocation-Id: another"]))
    case "right-invocation-id":
      let id = invocation.header("Lambda-Runtime-Invocation-Id")
      report(api.post("\(path)/response", event, ["Lambda-Runtime-Invocation-Id: \(id)"]))
    case "mode":
      report(
        api.post("\(path)/response", event, ["Lambda-Runtime-Function-Response-Mode: \(argument)"]))
    case "chunked": report(api.post("\(path)/response", event, chunkSize: max(1, number)))
    case "truncated": report(api.post("\(path)/response", event, missing: 5))
    default: return false
    }
    return true
  }

  private func report(_ answer: RuntimeAPI.Answer) {
    print("\(name): \(answer.status) \(answer.body.filter { $0 != "\n" })")
  }

  private var errorType: String { "Lambda-Runtime-Function-Error-Type" }
  private var errorCategory: String { argument.isEmpty ? "Function.Scripted" : argument }

  /// A message with all that JSON has to escape, and more than ASCII: quotes, a backslash, line
  /// ends, control characters, emoji.
  private var errorBody: [UInt8] {
    Array(
      #"{"errorMessage":"He said \"no\" \\ \n\r\t\u0000\u0007\u001b[0m – naïve 🐦‍🔥","errorType":"Scripted"}"#
        .utf8)
  }

  /// Starts a process of this program that does something else, and returns its number.
  static func startChild(_ work: String...) -> Int32 {
    var child = pid_t()
    var arguments = (["child"] + work).map { strdup($0) } + [nil]
    let failure = posix_spawn(&child, "/proc/self/exe", nil, nil, &arguments, environ)
    return failure == 0 ? child : -1
  }

  /// Starts a thread that makes a file one byte longer each millisecond.
  private static func startCounting(in file: String) {
    let path = strdup(file)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { path in
        let descriptor = open(
          path!.assumingMemoryBound(to: CChar.self), O_WRONLY | O_CREAT | O_APPEND, 0o644)
        while true {
          _ = Glibc.write(descriptor, "x", 1)
          usleep(1000)
        }
      }, path)
  }

  /// Uses as much processor time.
  private func burn(milliseconds: Int) {
    let end = clock() + milliseconds * Int(CLOCKS_PER_SEC) / 1000
    while clock() < end {}
  }

  /// Shares memory with a process that is a copy of this one, which makes it its own a moment later.
  private func share(megabytes: Int) {
    typealias Fork = @convention(c) () -> pid_t
    guard let fork = dlsym(nil, "fork").map({ unsafeBitCast($0, to: Fork.self) }) else { return }
    let memory = malloc(megabytes << 20)!
    memset(memory, 1, megabytes << 20)
    guard fork() == 0 else { return }
    // Not as large as its parent, which it would be taken for.
    malloc(1 << 24)
    usleep(500_000)
    memset(memory, 2, megabytes << 20)
    ScriptedBootstrap.hang()
  }

  private func touch(megabytes: Int) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: megabytes << 20, alignment: 4096)
    memset(memory, 1, megabytes << 20)
    print("touched \(memory.load(fromByteOffset: (megabytes << 20) - 1, as: UInt8.self))")
    memory.deallocate()
  }
}

enum Environment {
  static var variables: [String] {
    var variables: [String] = []
    var next = environ
    while let variable = next.pointee {
      variables.append(String(cString: variable))
      next += 1
    }
    let folder = getcwd(nil, 0).map { String(cString: $0) } ?? ""
    return variables + ["(cwd)=\(folder)"]
  }
}

enum JSON {
  static func array(_ strings: [String]) -> [UInt8] {
    Array("[\(strings.map { quote($0) }.joined(separator: ","))]".utf8)
  }

  private static func quote(_ text: String) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": literal += "\\\""
      case "\\": literal += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "\""
  }
}
