import Glibc
import MartletEmulator
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ProcessEnvironmentTests {
  @Test func `a function's own variables are above what is inherited, below what Lambda sets`() {
    setenv("MARTLET_TEST_INHERITED", "shell", 1)
    let function = FunctionConfiguration(
      name: "F", bootstrap: "/f/bootstrap",
      environment: [
        "MARTLET_TEST_INHERITED": "function", "MARTLET_TEST_OWN": "a=b", "TZ": ":Europe/Paris",
        "AWS_LAMBDA_FUNCTION_NAME": "another",
      ])
    let variables = ProcessEnvironment.forFunction(
      function, runtimeAPI: "127.0.0.1:1", logStream: "stream")
    for expected in [
      "MARTLET_TEST_INHERITED=function", "MARTLET_TEST_OWN=a=b", "TZ=:Europe/Paris",
      "AWS_LAMBDA_FUNCTION_NAME=F",
    ] {
      let name = expected.prefix { $0 != "=" } + "="
      #expect(variables.filter { $0.hasPrefix(name) } == [expected])
    }
  }

  @Test func `a function finds the variables that Lambda sets`() throws {
    try withEmulator(scripted("env", memorySize: 256)) { stage in
      let text = await stage.invoke().text
      let folder = Products.path("").dropLast()
      for variable in [
        "AWS_LAMBDA_FUNCTION_NAME=Scripted", "AWS_LAMBDA_FUNCTION_VERSION=$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256", "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/Scripted", "LAMBDA_TASK_ROOT=\(folder)",
        "TZ=:UTC", "_HANDLER=env", "(cwd)=\(folder)",
      ] {
        #expect(text.contains("\"\(variable)\""), "\(variable)")
      }
      for prefix in [
        "AWS_LAMBDA_RUNTIME_API=127.0.0.1:", "AWS_REGION=", "AWS_DEFAULT_REGION=",
        "AWS_ACCESS_KEY_ID=", "AWS_SECRET_ACCESS_KEY=", "AWS_LAMBDA_LOG_STREAM_NAME=",
      ] {
        #expect(text.contains("\"\(prefix)"), "\(prefix)")
      }
    }
  }

  @Test func `a function inherits this process's variables, each once`() throws {
    try withEmulator(scripted("env")) { stage in
      let text = await stage.invoke().text
      let path = try #require(getenv("PATH").map { String(cString: $0) })
      #expect(text.contains("\"PATH=\(path)\""))
      #expect(text.split(separator: "\"_HANDLER=").count == 2)
      #expect(!text.contains("\"_X_AMZN_TRACE_ID="))
    }
  }
}
