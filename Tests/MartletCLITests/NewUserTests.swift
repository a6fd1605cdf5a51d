import Glibc
import Testing

/// The whole way, with SwiftPM and the compiler: `martlet` in a package outside of this repository.
/// One test after the other, because SwiftPM builds one package once at a time.
@Suite(.serialized) struct NewUserTests {
  private let folder = UserPackage.folder

  private func run(_ words: String..., in subfolder: String = "") async -> RunningCommand.Outcome {
    await RunningCommand(Programs.martlet, words, directory: folder.path + subfolder).outcome()
  }

  @Test func `invoke builds a function of a package and runs it`() async {
    let outcome = await run("invoke", "Greet", #"{"name": "Ada"}"#)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text == #"{"message":"Hello Ada"}"#)
    for line in ["START ", "greeting Ada", "cold start ", "END ", "REPORT "] {
      #expect("\n\(outcome.errors)".contains("\n\(line)"), "\(outcome.errors)")
    }
    #expect(outcome.errors.contains(#/ms: spawn .* runtime start .* function init /#))
  }

  @Test func `invoke works in a subfolder, for a name that a host registers`() async {
    let outcome = await run("invoke", "Square", "3", in: "/Sources/Area")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text == "9")
    let failed = await run("invoke", "Square", "-3")
    #expect(failed.status == 1)
    #expect(failed.text.contains(#""errorType":"Negative""#))
  }

  @Test func `dev serves all functions of the package and no other executable`() async {
    let command = RunningCommand(
      Programs.martlet, ["dev", "--port", "0"], directory: folder.path)
    let text = await command.errors(until: "-d '{}'")
    let names = text.matches(of: #/\n  (\w+) +\.build/#).map { String($0.1) }
    #expect(names == ["Greet", "Negative", "Raw", "Square"], "\(text)")
    let url = Dev.url(in: text)
    #expect((await run("invoke", "Raw", " [1]", "--endpoint", url)).text == " [1]")
    #expect((await run("invoke", "Negative", "2", "--endpoint", url)).text == "-2")
    command.signal(SIGINT)
    #expect((await command.outcome()).status == 130)
  }

  @Test func `a function that does not compile shows where`() async {
    folder.write("Sources/Raw/Raw.swift", UserPackage.raw.replacing("event }", with: "evnt }"))
    let outcome = await run("invoke", "Raw")
    folder.write("Sources/Raw/Raw.swift", UserPackage.raw)
    #expect(outcome.status == 3)
    #expect(outcome.text == "")
    #expect(outcome.errors.contains("Raw.swift:5:77: error: cannot find 'evnt' in scope"))
    #expect(outcome.errors.hasSuffix("error: Raw does not build\n"))
  }
}
