import Testing

@testable import MartletRuntime

struct EnvironmentTests {
  @Test(arguments: [
    "127.0.0.1:9001", "169.254.100.1:9001", "localhost:9001", "[::1]:1", "[::ffff:127.0.0.1]:9001",
    "runtime-api.internal:80", "my_host:65535",
  ])
  func `an address is taken as it is written`(address: String) throws {
    let environment = try Environment.test(["AWS_LAMBDA_RUNTIME_API": address])
    #expect(environment.runtimeAPI == address)
  }

  @Test(arguments: [
    "127.0.0.1", "localhost", ":9001", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536",
    "127.0.0.1:+80", "127.0.0.1:-1", "127.0.0.1: 80", " 127.0.0.1:80", "127.0.0.1:80 ", "a b:80",
    "127.0.0.1:80/path", "127.0.0.1/path:80", "user@127.0.0.1:80", "user:secret@host:80",
    "http://127.0.0.1:80", "::1:80", "[::1]", "[]:80", "[::1:80", "::1]:80", "[user@host]:80",
    "a?b:80", "a#b:80", "a%20b:80", "a\r\nX: 1:80", "ä:80", "127.0.0.1:٣",
  ])
  func `another address is refused with the remedy`(address: String) throws {
    let error = try #require(throws: RuntimeError.self) {
      try Environment.test(["AWS_LAMBDA_RUNTIME_API": address])
    }
    #expect(error.code == .invalidEnvironment)
    #expect(
      error.message
        == "AWS_LAMBDA_RUNTIME_API is \"\(address)\"; set it to host:port, such as 127.0.0.1:9001")
  }

  @Test(arguments: [nil, ""])
  func `without an address the message says how to run the function`(address: String?) throws {
    let error = try #require(throws: RuntimeError.self) { try Environment { _ in address } }
    #expect(error.message.contains("martlet invoke "))
  }

  @Test(arguments: ["0", "-1", "lots", "128MB", " 128", "99999999999999999999"])
  func `a memory size that is no number of megabytes is refused`(size: String) throws {
    let error = try #require(throws: RuntimeError.self) {
      try Environment.test(["AWS_LAMBDA_FUNCTION_MEMORY_SIZE": size])
    }
    #expect(error.message.contains("\"\(size)\""))
  }

  @Test func `each variable becomes a field`() throws {
    let environment = try Environment.test([
      "_HANDLER": "Celsius", "AWS_LAMBDA_FUNCTION_NAME": "name",
      "AWS_LAMBDA_FUNCTION_VERSION": "7", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1769",
      "MARTLET_COLD_START_MARKS": "1",
    ])
    #expect(environment.handler == "Celsius")
    #expect(environment.functionName == "name")
    #expect(environment.functionVersion == "7")
    #expect(environment.memorySize == 1769)
    #expect(environment.wantsColdStartMarks)
  }

  @Test(arguments: [nil, ""])
  func `what is absent or empty has a default`(value: String?) throws {
    let environment = try Environment { $0 == "AWS_LAMBDA_RUNTIME_API" ? "localhost:1" : value }
    #expect(environment.handler == nil)
    #expect(environment.functionName == "function")
    #expect(environment.functionVersion == "$LATEST")
    #expect(environment.memorySize == 128)
    #expect(!environment.wantsColdStartMarks)
    #expect(!environment.logsColdStart)
  }
}
