import Glibc
import Testing

@Suite struct DebuggerTests {
  @Test func `a new process is held until a debugger has attached`() async throws {
    let dev = await Dev.start("--wait-for-debugger", "--timeout", "Fn:1")
    let invocation = dev.start("echo")
    let text = await dev.command.errors(until: "nostop'\n")
    let process = try #require(
      text.firstMatch(of: #/waits in process ([0-9]+) for/#).flatMap { pid_t($0.1) })
    #expect(text.contains("  lldb -p \(process)\n"))
    #expect(text.contains("  gdb -p \(process) -ex 'handle SIGCONT nostop'\n"))
    while state(of: process) != "T" { await Task.yield() }
    // Whatever traces a process is a debugger to the system.
    #expect(try await Tracer.attach(to: process))
    #expect((await invocation.outcome()).text == "\"echo\"")
    await dev.end()
  }

  private func state(of process: pid_t) -> String {
    guard let file = fopen("/proc/\(process)/status", "re") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    return text.firstMatch(of: #/State:\t(.)/#).map { String($0.1) } ?? ""
  }
}
