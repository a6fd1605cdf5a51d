import MartletEmulator
import Testing

@testable import MartletCLI

struct SettingsFlagsTests {
  private static func functions(_ words: String...) throws -> [FunctionConfiguration] {
    let flags = try SettingsFlags(Arguments(words, options: SettingsFlags.options))
    var functions = ["A", "B"].map { FunctionConfiguration(name: $0, bootstrap: "/b") }
    try flags.apply(to: &functions)
    return functions
  }

  private static func message(_ words: String...) -> String? {
    do {
      let flags = try SettingsFlags(Arguments(words, options: SettingsFlags.options))
      var functions = ["A", "B"].map { FunctionConfiguration(name: $0, bootstrap: "/b") }
      try flags.apply(to: &functions)
      return nil
    } catch {
      return error.message
    }
  }

  @Test func `a value is for all functions, or for the one that it names`() throws {
    let functions = try Self.functions(
      "--timeout", "5", "--timeout", "B:0.5", "--memory", "A:512", "--env", "KEY=a=b:c", "--env",
      "B:KEY=own", "--reserved-concurrency", "B:0")
    #expect(functions.map(\.timeout) == [.seconds(5), .milliseconds(500)])
    #expect(functions.map(\.memorySize) == [512, 128])
    #expect(functions.map { $0.environment["KEY"] } == ["a=b:c", "own"])
    #expect(functions.map(\.reservedConcurrency) == [nil, 0])
  }

  @Test func `environments are made as the flags say`() throws {
    let one = try Self.functions("--snap-start", "--max-concurrency", "B:8")
    #expect(one.map(\.initialization) == [.snapStart, .managedInstances(maximumConcurrency: 8)])
    let tenants = try Self.functions("--tenant-isolation")
    #expect(tenants.allSatisfy(\.isolatesTenants) && !one.contains(where: \.isolatesTenants))
    let all = try Self.functions("--max-concurrency", "2")
    #expect(all.allSatisfy { $0.initialization == .managedInstances(maximumConcurrency: 2) })
    #expect(
      Self.message("--snap-start", "--max-concurrency", "2")
        == "--max-concurrency and --snap-start: a function with several invocations in an "
        + "environment has no snapshot; leave one of the two out")
    #expect(
      Self.message("--max-concurrency", "0")
        == "--max-concurrency is \"0\"; give a number from 1 to 1600")
  }

  @Test func `a folder of extensions is for all functions or for one`() throws {
    let functions = try Self.functions("--extensions", "/usr", "--extensions", "B:/tmp")
    #expect(functions.map(\.extensionFolder) == ["/usr", "/tmp"])
    #expect(
      Self.message("--extensions", "A:/nowhere")
        == "--extensions is \"A:/nowhere\", and there is no such folder")
  }

  @Test func `an environment file is read, and a variable by itself counts more`() throws {
    let folder = TemporaryFolder()
    let file = "\(folder.path)/env"
    folder.write("env", "# comment\n\nONE=1\nTWO=\"a b\"\n  THREE='x=y'\n")
    let functions = try Self.functions("--env", "ONE=2", "--env-file", file)
    #expect(functions[0].environment == ["ONE": "2", "TWO": "a b", "THREE": "x=y"])
    let one = try Self.functions("--env-file", "A:\(file)")
    #expect(one[0].environment.count == 3 && one[1].environment.isEmpty)
    folder.write("env", "ONE=1\nnonsense\n")
    #expect(
      Self.message("--env-file", file)
        == "\(file):2: \"nonsense\" is no variable; write NAME=value")
  }

  @Test func `an environment file may come from another system, and is text`() throws {
    let folder = TemporaryFolder()
    let file = "\(folder.path)/env"
    folder.write("env", "\u{FEFF}ONE=1\r\nTWO=a\u{2028}b\r\n")
    #expect(
      try Self.functions("--env-file", file)[0].environment == ["ONE": "1", "TWO": "a\u{2028}b"])
    folder.write("env", "ONE=1\nTWO=a\0b\n")
    #expect(
      Self.message("--env-file", file)
        == "\(file):2: this is no text; the file must be UTF-8, without NUL")
  }

  @Test func `more memory than a function has is for Managed Instances`() throws {
    let large = try Self.functions("--memory", "20000")
    let error = #expect(throws: CommandError.self) { try FunctionSettings.check(large) }
    #expect(error?.message.hasPrefix("the memory of A is 20000 MB; a function has 10240") == true)
    try FunctionSettings.check(try Self.functions("--memory", "20000", "--max-concurrency", "4"))
  }

  @Test func `a mistake names the flag, the value and the choices`() {
    #expect(
      Self.message("--timeout", "0") == "--timeout is \"0\"; give a number from 0.001 to 900.0")
    #expect(
      Self.message("--memory", "A:64")
        == "--memory is \"A:64\"; give a number from 128 to 32768")
    #expect(
      Self.message("--env", "KEY")
        == "--env is \"KEY\"; give KEY=VALUE, or NAME:KEY=VALUE")
    #expect(
      Self.message("--env", "AWS_REGION=x")
        == "--env is \"AWS_REGION=x\", but AWS_REGION is set by Lambda and cannot be set by a "
        + "function")
    #expect(
      Self.message("--memory", "C:512")
        == "--memory is for the function C, which is not here; here are: A, B")
  }
}
