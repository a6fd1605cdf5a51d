import Glibc

/// An extension with a process of its own: tells each event that it gets, and does what its mode says.
///
/// `crash` exits with its first invocation, `stay` goes on after the environment's end, `fail` reports
/// that it cannot begin, `silent` never says anything, `env` tells its environment, a number subscribes
/// to all telemetry at that port, `tcp-` and a number without HTTP. Behind `@` is a file that it waits
/// for with each invocation.
enum ScriptedExtension {
  static func run(_ name: String, _ modeAndFile: String, _ events: String) -> Never {
    let parts = modeAndFile.split(separator: "@").map(String.init)
    let mode = parts[0]
    guard let address = getenv("AWS_LAMBDA_RUNTIME_API") else { exit(2) }
    print("extension \(getpid())")
    if mode == "silent" { ScriptedBootstrap.hang() }
    if mode == "env" { for variable in Environment.variables { print("\(name) \(variable)") } }
    let api = RuntimeAPI(String(cString: address))
    let registration = api.register(name, events, asks: false)
    let identifier = registration.field("Lambda-Extension-Identifier")
    guard registration.status == 200 else {
      print("\(name): \(registration.status) \(registration.body.filter { $0 != "\n" })")
      exit(1)
    }
    if mode == "fail" {
      let answer = api.postExtension(
        "init/error",
        ["Lambda-Extension-Identifier: \(identifier)", "Lambda-Extension-Function-Error-Type: X.Y"])
      print("\(name): \(answer.status)")
      exit(1)
    }
    let isTCP = mode.hasPrefix("tcp-")
    if let port = Int(mode.dropFirst(isTCP ? 4 : 0)) {
      let destination =
        isTCP
        ? #""protocol":"TCP","port":\#(port)"#
        : #""protocol":"HTTP","URI":"http://sandbox.localdomain:\#(port)/events""#
      let body =
        #"{"schemaVersion":"2022-12-13","types":["platform","function","extension"],"#
        + #""destination":{\#(destination)},"#
        + #""buffering":{"maxItems":1000,"maxBytes":262144,"timeoutMs":25}}"#
      let answer = api.putTelemetry(identifier, Array(body.utf8))
      print("\(name): \(answer.status) \(answer.body)")
    }
    while true {
      let event = api.extensionNext(identifier)
      print("\(name): \(event.body)")
      print("\(name) reads \(event.field("Content-Type"))")
      if event.body.contains("SHUTDOWN") { mode == "stay" ? ScriptedBootstrap.hang() : exit(0) }
      if mode == "crash" { exit(7) }
      if parts.count > 1 { while access(parts[1], F_OK) != 0 { usleep(1000) } }
    }
  }
}
