import Testing

@testable import MartletEmulator

struct ExtensionTests {
  @Test func `the init phase ends when the runtime and all extensions have asked`() {
    var bench = Bench()
    bench.invoke("A")
    #expect(bench.register("x") == "accepted")
    #expect(bench.register("y") == "accepted")
    bench.next()
    #expect(bench.effects() == ["start e1"])
    bench.extensionNext("y")
    #expect(bench.effects() == [])
    bench.advance(.milliseconds(7))
    bench.extensionNext("x")
    #expect(bench.effects() == ["deliver e1 A"])
    #expect(bench.entries() == ["init start e1", "init done 7.00", "start A"])
  }

  @Test func `an extension that never asks is the end of the init phase`() {
    var bench = Bench()
    bench.invoke("A")
    bench.register("x")
    bench.next()
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
    #expect(bench.entries() == ["init failed 10000.00 Sandbox.Timedout"])
  }

  @Test func `an extension for invocations has to be done with each`() {
    var bench = Bench()
    bench.invoke("A")
    bench.register("x", events: ["INVOKE"])
    bench.extensionNext("x")
    bench.next()
    #expect(bench.effects() == ["start e1", "notify e1 id x A", "deliver e1 A"])
    bench.respond("A")
    bench.next()
    #expect(bench.effects() == ["answer A ok"])
    bench.advance(.milliseconds(30))
    bench.extensionNext("x")
    #expect(bench.entries().last == "report A 30.00 init 0.00 success")
    bench.invoke("B")
    #expect(bench.effects() == ["notify e1 id x B", "deliver e1 B"])
  }

  @Test func `an extension that is not done in time is a timeout, and the caller keeps its answer`()
  {
    var bench = Bench()
    bench.invoke("A")
    bench.register("x", events: ["INVOKE"])
    bench.extensionNext("x")
    bench.next()
    bench.respond("A")
    bench.next()
    bench.forget()
    bench.advanceToDeadline()
    bench.tick()
    #expect(bench.effects() == ["stop e1"])
    #expect(bench.entries().last == "report A 3000.00 init 0.00 timeout")
  }

  @Test(arguments: [
    ("", [], "Extension.InvalidExtensionName: Empty extension name"),
    (
      "y", ["SHUTDOWN"],
      "Extension.InvalidEventType: SHUTDOWN: ShutdownEventNotSupportedForInternalExtension"
    ),
    ("y", ["FOO"], "Extension.InvalidEventType: FOO: ErrorInvalidEventType"),
    ("x", [], "Extension.InvalidExtensionState: Extension with this name already registered"),
  ])
  func `a registration that makes no sense is refused`(
    name: String, events: [String], reply: String
  ) {
    var bench = Bench()
    bench.start()
    bench.register("x")
    #expect(bench.register(name, events: events) == reply)
  }

  @Test func `there are ten extensions at most, and none after the init phase`() {
    var bench = Bench()
    bench.start()
    for number in 0..<10 { #expect(bench.register("x\(number)") == "accepted") }
    #expect(bench.register("y") == "Extension.TooManyExtensions: Extension limit (10) reached")
    bench.next()
    #expect(
      bench.register("y") == "Extension.RegistrationClosed: Extension registration closed already")
  }

  @Test func `who has not registered gets no events`() {
    var bench = Bench()
    bench.start()
    #expect(
      bench.extensionNext("x") == "Extension.UnknownExtensionIdentifier: Unknown extension id x")
    #expect(
      bench.extensionFails("x", type: "Extension.ExitError")
        == "Extension.UnknownExtensionIdentifier: Unknown Lambda-Extension-Identifier")
  }

  @Test func `an extension that fails takes its environment with it`() {
    var bench = Bench()
    bench.invoke("A")
    bench.register("x")
    bench.extensionNext("x")
    bench.next()
    bench.forget()
    #expect(bench.extensionFails("x", type: "Extension.ExitError") == "accepted")
    let effects = bench.effects()
    #expect(effects.first?.hasPrefix("answer A (Extension.ExitError)") == true)
    #expect(effects.last == "stop e1")
    bench.exit()
    #expect(bench.effects() == [])
  }
}
