import Testing

@testable import MartletCLI

@Suite struct ArgumentsTests {
  private let options: [Option] = [.value("--port", "PORT"), .flag("--release")]

  private func message(_ words: String...) -> String? {
    do throws(CommandError) {
      _ = try Arguments(words, options: options)
      return nil
    } catch {
      return error.status == .usage ? error.message : "status \(error.status)"
    }
  }

  @Test func `options and other words may stand in any order`() throws {
    let arguments = try Arguments(["a", "--port", "1", "b", "--release"], options: options)
    #expect(arguments.positionals == ["a", "b"])
    #expect(arguments.value("--port") == "1")
    #expect(arguments.has("--release"))
  }

  @Test func `a value may follow an equals sign and hold further ones`() throws {
    #expect(try Arguments(["--port=a=b"], options: options).value("--port") == "a=b")
    #expect(try Arguments(["--port="], options: options).value("--port") == "")
  }

  @Test func `a repeated option keeps all of its values, and its last one counts`() throws {
    let arguments = try Arguments(["--port", "1", "--port=2"], options: options)
    #expect(arguments.all("--port") == ["1", "2"])
    #expect(arguments.value("--port") == "2")
  }

  @Test func `two dashes end the options`() throws {
    let arguments = try Arguments(["--", "--release", "--"], options: options)
    #expect(arguments.positionals == ["--release", "--"])
    #expect(!arguments.has("--release"))
  }

  @Test(arguments: ["-", "-1", "-0.5", "", "{\"a\": -1}"])
  func `a dash alone, a negative number and a payload are no options`(word: String) throws {
    #expect(try Arguments([word], options: options).positionals == [word])
  }

  @Test func `an unknown option lists the choices`() {
    #expect(
      message("--prot", "1")
        == "--prot is not an option here; the options are: --port, --release, --help")
    #expect(message("-x=1")?.hasPrefix("-x is not an option here") == true)
  }

  @Test func `an option without its value, and a flag with one, are refused`() {
    #expect(message("--port") == "--port needs a value: --port PORT")
    #expect(message("--release=yes") == "--release takes no value")
  }

  @Test func `a number keeps to its bounds`() throws {
    func number(_ text: String) throws -> UInt16? {
      try Arguments(["--port", text], options: options).number("--port", in: 0...65535)
    }
    #expect(try number("0") == 0)
    #expect(try Arguments([], options: options).number("--port", in: 0...9) == nil)
    for text in ["65536", "-1", "x", "", "1.5"] {
      let error = #expect(throws: CommandError.self) { try number(text) }
      #expect(error?.message == "--port is \"\(text)\"; give a number from 0 to 65535")
    }
  }

  @Test(arguments: ["0", "901", "nan", "inf", "3s", "-1"])
  func `a timeout is what Lambda allows`(text: String) {
    #expect(throws: CommandError.self) {
      try Arguments(["--timeout", text], options: InvokeCommand.options).timeout()
    }
  }

  @Test func `a timeout may be less than a second`() throws {
    let arguments = try Arguments(["--timeout", "0.25"], options: InvokeCommand.options)
    #expect(try arguments.timeout() == .milliseconds(250))
  }
}
