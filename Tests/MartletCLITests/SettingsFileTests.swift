import Glibc
import MartletEmulator
import Testing

@testable import MartletCLI

struct SettingsFileTests {
  private static func functions(_ text: String) throws -> [FunctionConfiguration] {
    let folder = TemporaryFolder()
    folder.write("runtime/functions.json", text)
    var functions = ["A", "B"].map { FunctionConfiguration(name: $0, bootstrap: "/b") }
    try SettingsFile(in: folder.path).apply(to: &functions)
    return functions
  }

  /// What is wrong with a file, without the folder that it lies in.
  private static func message(_ text: String) -> String {
    do {
      _ = try functions(text)
      return "nothing"
    } catch {
      let message = (error as? CommandError)?.message ?? "\(error)"
      return message.split(separator: "runtime/functions.json").last.map(String.init) ?? message
    }
  }

  @Test func `each function is set as the file says`() throws {
    let functions = try Self.functions(
      """
      {
        "A": {
          "timeout": 30, "memory": 1024, "reservedConcurrency": 5,
          "environment": {"KEY": "a\\u00e4"},
          "asynchronous": {
            "maximumRetries": 1, "maximumAge": 3600, "onSuccess": "function:B",
            "onFailure": "file:/tmp/x"
          }
        },
        "Later": {}
      }
      """)
    #expect(functions[0].timeout == .seconds(30))
    #expect(functions[0].memorySize == 1024)
    #expect(functions[0].reservedConcurrency == 5)
    #expect(functions[0].environment == ["KEY": "aä"])
    #expect(functions[0].asynchronous.maximumRetries == 1)
    #expect(functions[0].asynchronous.maximumAge == .seconds(3600))
    #expect(functions[0].asynchronous.onSuccess == .function("B"))
    #expect(functions[0].asynchronous.onFailure == .file("/tmp/x"))
    #expect(functions[1] == FunctionConfiguration(name: "B", bootstrap: "/b"))
  }

  @Test func `an environment is made as the file says`() throws {
    let functions = try Self.functions(
      #"{"A": {"maxConcurrency": 16, "cpuThrottle": true, "extensions": "/tmp"}, "B": {"snapStart": true, "tenantIsolation": true}}"#
    )
    #expect(
      functions.map(\.initialization)
        == [.managedInstances(maximumConcurrency: 16), .snapStart])
    #expect(functions.map(\.throttlesCPU) == [true, false])
    #expect(functions.map(\.isolatesTenants) == [false, true])
    #expect(functions.map(\.extensionFolder) == ["/tmp", nil])
  }

  @Test(arguments: [
    ("{\"A\": {},\n\"Typo\": {}}", ":2: \"Typo\" is no function; the functions here are: A, B"),
    (
      "{\"A\": {\"asynchronous\": {\n\"onSuccess\": \"function:Typo\"}}}",
      ":2: A.asynchronous.onSuccess is \"function:Typo\", which is no function; "
        + "the functions here are: A, B"
    ),
  ])
  func `a function that there is not is named with those that there are`(
    text: String, message: String
  ) throws {
    let folder = TemporaryFolder()
    folder.write("runtime/functions.json", text)
    let settings = try SettingsFile(in: folder.path)
    try settings.check(names: ["A", "B", "Typo"])
    let error = #expect(throws: CommandError.self) { try settings.check(names: ["A", "B"]) }
    #expect(error?.message.hasSuffix("runtime/functions.json\(message)") == true)
  }

  @Test func `the emulator's page shows a file that is read, with all of its keys`() throws {
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let page = String(
      decoding: try FileTree.read("/\(package)/Sources/MartletEmulator/README.md"), as: UTF8.self)
    let start = try #require(page.firstRange(of: "```json\n")).upperBound
    let example = page[start...].prefix { $0 != "`" }
    let folder = TemporaryFolder()
    mkdir("\(folder.path)/extensions", 0o755)
    folder.write("order.env", "NAME=value\n")
    folder.write("runtime/functions.json", String(example))
    let settings = try SettingsFile(in: folder.path)
    try settings.check(names: ["Order", "Receipt", "Search", "Report"])
    for key in SettingsFile.keys + SettingsFile.asynchronousKeys {
      #expect(example.contains("\"\(key)\": "), "\(key) is not shown")
    }
    for key in SettingsFile.keys { #expect(page.contains("`\(key)`"), "\(key) is not told") }
  }

  @Test func `a package without the file sets nothing`() throws {
    let folder = TemporaryFolder()
    #expect(try SettingsFile(in: folder.path).functions.isEmpty)
  }

  @Test(arguments: [
    (
      "{\n  \"A\": {\n    \"memroy\": 1\n  }\n}",
      ":3: \"memroy\" is no key of A; the keys are: timeout, memory, environment, environmentFile, "
        + "reservedConcurrency, maxConcurrency, snapStart, tenantIsolation, cpuThrottle, "
        + "extensions, asynchronous"
    ),
    ("{\n\"A\": {\"memory\":\n64}}", ":3: A.memory must be a whole number from 128 to 32768"),
    ("{\"A\": {\"timeout\": \"3\"}}", ":1: A.timeout must be a number from 0.001 to 900.0"),
    (
      "{\"A\": {\n\"extensions\": \"nowhere\"}}",
      ":2: A.extensions is \"nowhere\", which is no folder"
    ),
    ("{\"A\": {\"snapStart\": 1}}", ":1: A.snapStart must be true or false"),
    (
      "{\"A\": {\"maxConcurrency\": 1601}}",
      ":1: A.maxConcurrency must be a whole number from 1 to 1600"
    ),
    (
      "{\n\"A\": {\"maxConcurrency\": 2, \"snapStart\": true}}",
      ":2: A.maxConcurrency and snapStart: a function with several invocations in an environment has "
        + "no snapshot; leave one of the two out"
    ),
    ("{\"A\": 3}", ":1: A must be an object: {…}"),
    ("[]", ":1: the file must be an object of functions by their names"),
    ("{\"A\":{},\n\"A\":{}}", ":2: \"A\" is there twice in the file"),
    ("{\"A\":{\"timeout\":3,\n\"timeout\":5}}", ":2: \"timeout\" is there twice in A"),
    (
      "{\"A\":{\"environment\":{\"KEY\":\"1\",\n\"KEY\":\"2\"}}}",
      ":2: \"KEY\" is there twice in A.environment"
    ),
    (
      "{\"A\":{\n\"environment\":{\"KEY\":\"a\\u0000b\"}}}",
      ":2: A.environment.KEY holds a NUL, at which the system would end it"
    ),
    (
      "{\"A\":{\n\"environment\":{\"KEY\":\"\\ud800\"}}}",
      ":2: a \\u stands for half of a character"
    ),
    (
      "{\"A\":{\n\"environmentFile\": \"/nowhere/env\"}}",
      ":2: A.environmentFile: the environment file: cannot read /nowhere/env: No such file or directory"
    ),
    (
      "{\"A\": {\"asynchronous\": {\n\"onFailure\": \"file:/nowhere/x\"}}}",
      ":2: A.asynchronous.onFailure is \"file:/nowhere/x\", and there is no folder /nowhere"
    ),
    (
      "{\"A\": {\n\"environment\": {\"_X\": \"1\"}}}",
      ":2: A.environment._X: a variable's name has two characters or more, letters, digits and _, "
        + "a letter first"
    ),
    (
      "{\"A\": {\"asynchronous\": {\"onFailure\": \"sqs:x\"}}}",
      ":1: A.asynchronous.onFailure is \"sqs:x\"; give function:NAME or file:PATH"
    ),
    ("{\n\n\"A\": }", ":3: this is no JSON: expected a value at byte 8"),
  ])
  func `a mistake is told with its line, its key and the choices`(text: String, message: String) {
    #expect(Self.message(text) == message)
  }
}
