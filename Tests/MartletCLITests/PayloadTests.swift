import Testing

@testable import MartletCLI

@Suite struct PayloadTests {
  private func message(_ argument: String) -> String? {
    do throws(CommandError) {
      _ = try Payload.read(argument)
      return nil
    } catch {
      return error.status == .usage ? error.message : "status \(error.status)"
    }
  }

  @Test func `without a payload the event is an empty object`() throws {
    #expect(try Payload.read(nil) == Array("{}".utf8))
  }

  @Test(arguments: ["{\"a\": 1}", "3", "-1.5", "\"text\"", "null", " [1, 2]\n", "\"🐦\""])
  func `JSON is passed on as it is`(text: String) throws {
    #expect(try Payload.read(text) == Array(text.utf8))
  }

  @Test func `a file is read whole`() throws {
    let folder = TemporaryFolder()
    let text = "[\"\(String(repeating: "x", count: 100_000))\"]"
    #expect(try Payload.read("@" + folder.write("event.json", text)) == Array(text.utf8))
  }

  @Test func `what is no JSON says how text is spelled`() {
    #expect(
      message("Ada")?.hasPrefix("the payload is not JSON: ") == true
        && message("Ada")?.hasSuffix("so text wants quotes: '\"text\"'") == true)
    let path = TemporaryFolder().write("empty", "")
    #expect(message("@\(path)") != nil)
  }

  @Test func `a file that cannot be read is named with the reason`() {
    #expect(message("@/nowhere/a") == "cannot read /nowhere/a: No such file or directory")
    #expect(message("@/tmp") == "cannot read /tmp: Is a directory")
  }
}
