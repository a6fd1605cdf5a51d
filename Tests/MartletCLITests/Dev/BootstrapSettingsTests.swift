import Glibc
import Testing

/// `runtime/functions.json` for bootstraps of any language.
@Suite(.timeLimit(.minutes(5))) struct BootstrapSettingsTests {
  private static func start(_ settings: String, in folder: TemporaryFolder) -> RunningCommand {
    folder.write("runtime/functions.json", settings)
    return startMartlet(
      "dev", "--port", "0", "--bootstrap", "Fn=\(Programs.bootstrap)", directory: folder.path,
      environment: ["_HANDLER": "script"])
  }

  private static func dev(_ command: RunningCommand) async -> Dev {
    Dev(command: command, url: Dev.url(in: await command.errors(until: "-d '{}'")))
  }

  @Test func `they are set as the working directory's file says, again when it changes`() async {
    let folder = TemporaryFolder()
    let dev = await Self.dev(
      Self.start(#"{"Fn": {"memory": 256, "environment": {"GREETING": "day"}}}"#, in: folder))
    let first = (await dev.invoke("env")).text
    #expect(first.contains("\"GREETING=day\""))
    #expect(first.contains("\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256\""))
    folder.write("runtime/functions.json", #"{"Fn": {"environment": {"GREETING": "night"}}}"#)
    await dev.command.errors(until: "Fn: the new version is served.")
    #expect((await dev.invoke("env")).text.contains("\"GREETING=night\""))
    await dev.end()
  }

  @Test func `flags count more`() async {
    let folder = TemporaryFolder()
    folder.write("runtime/functions.json", #"{"Fn": {"memory": 256, "timeout": 9}}"#)
    let command = startMartlet(
      "dev", "--port", "0", "--bootstrap", "Fn=\(Programs.bootstrap)", "--memory", "512",
      directory: folder.path, environment: ["_HANDLER": "script"])
    let dev = await Self.dev(command)
    #expect((await dev.invoke("env")).text.contains("\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=512\""))
    await dev.end()
  }

  @Test func `a mistake ends it with the line, the key and the choices`() async {
    let folder = TemporaryFolder()
    let outcome = await Self.start("{\n\"Fn\": {\"memroy\": 1}}", in: folder).outcome()
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains(
        "runtime/functions.json:2: \"memroy\" is no key of Fn; the keys are: "))
  }

  @Test func `a name of none of them may be another one's, and is shown`() async {
    let folder = TemporaryFolder()
    let dev = await Self.dev(Self.start("{\n\"Fm\": {\"memory\": 256}}", in: folder))
    let outcome = await dev.end()
    #expect(
      outcome.errors.contains(
        "runtime/functions.json:2: \"Fm\" is no function; the functions here are: Fn\n"))
  }

  @Test func `what goes beyond Lambda's limits with others together is refused`() async {
    let folder = TemporaryFolder()
    folder.write("big", "LONG=\(String(repeating: "x", count: 4000))\n")
    let outcome = await Self.start(
      #"{"Fn": {"environmentFile": "big", "environment": {"OTHER": "\#(String(repeating: "y", count: 88))"}}}"#,
      in: folder
    ).outcome()
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "error: the variables of Fn have 4097 bytes together; Lambda takes 4096 at most, names "
        + "included\n")
  }
}
