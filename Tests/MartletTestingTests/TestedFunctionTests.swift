import Martlet
import Testing

@testable import Echo
@testable import Hello
@testable import MartletTesting

/// What a function's test sees, wherever the function runs.
struct TestedFunctionTests {
  static let platforms = [TestPlatform.inProcess, .emulated]

  @Test(arguments: platforms)
  func `an event and its output are values`(platform: TestPlatform) async throws {
    try await withFunction(Hello.self, on: platform) { hello in
      try await #expect(hello.invoke(.init(name: "Ada")).message == "Hello Ada")
      try await #expect(hello.invoke(.init(name: "Bo")).message == "Hello Bo")
    }
  }

  @Test(arguments: platforms)
  func `bytes pass as they are`(platform: TestPlatform) async throws {
    try await withFunction(Echo.self, on: platform) { echo in
      try await #expect(echo.invoke(Array("[1,  2]".utf8)) == Array("[1,  2]".utf8))
    }
  }

  @Test(arguments: platforms)
  func `an error is the one that the caller reads`(platform: TestPlatform) async throws {
    try await withFunction(Hello.self, on: platform) { hello in
      let error = await #expect(throws: InvocationError.self) {
        try await hello.invoke(json: #"{"name":1}"#)
      }
      #expect(error?.type == "Runtime.UnmarshalError")
      #expect(error?.message.contains("name is not String") == true)
      #expect(error?.payload.contains(#""errorType":"Runtime.UnmarshalError""#) == true)
      #expect(error?.description.hasSuffix(#"for the event {"name":1}"#) == true)
    }
  }

  @Test(arguments: platforms)
  func `a cold start comes on demand`(platform: TestPlatform) async throws {
    try await withFunction(Hello.self, on: platform) { hello in
      _ = try await hello.invoke(.init(name: "Ada"))
      await hello.coldStart()
      try await #expect(hello.invoke(.init(name: "Bo")).message == "Hello Bo")
    }
  }

  @Test(.platform(.emulated)) func `a trait names the platform`() async throws {
    try await withFunction(Hello.self) { hello in
      _ = try await hello.invoke(.init(name: "Ada"))
      #expect(hello.log.contains("START RequestId"))
    }
  }

  @Test func `an executable that is not there is named`() async throws {
    let error = await #expect(throws: InvocationError.self) {
      try await withFunction(Hello.self, on: .emulated(executable: "Nothing")) { _ in }
    }
    #expect(error?.message.contains("/Nothing; let the test target depend on") == true)
  }

  /// An event and an output that are no JSON.
  struct Adding: Function {
    struct Pair: Decodable { var (a, b) = (0, 0) }
    struct Sum: Encodable { var value: Double }
    func handle(_ event: Pair, context: Context) async throws -> Sum {
      Sum(value: event.b == 0 ? .infinity : Double(event.a + event.b))
    }
  }

  @Test func `what cannot be sent reaches the function as the value it is`() async throws {
    try await withFunction(Adding.self) { adding in
      try await #expect(adding.invoke(.init(a: 1, b: 2)).value == 3)
      let error = await #expect(throws: InvocationError.self) {
        try await adding.invoke(.init(a: 1, b: 0))
      }
      #expect(error?.type == "Runtime.MarshalError")
      #expect(error?.event == "Pair(a: 1, b: 0)")
    }
  }

  struct Failing: Function {
    init() async throws { throw FunctionError("NoTable", "no table is configured") }
    func handle(_ event: Void, context: Context) async throws {}
  }

  @Test func `an init that throws fails the invocation`() async throws {
    try await withFunction(Failing.self) { failing in
      await #expect(throws: InvocationError("NoTable", "no table is configured")) {
        try await failing.invoke(())
      }
    }
  }

  struct Deferring: Function {
    func handle(_ event: Void, context: Context) async throws -> Int {
      context.afterResponse { context.log.info("afterwards") }
      return 1
    }
  }

  @Test func `work after the answer is done`() async throws {
    try await withFunction(Deferring.self) { deferring in
      try await #expect(deferring.invoke(()) == 1)
      #expect(deferring.records.map(\.message) == ["afterwards"])
    }
  }

  struct Breaking: Function {
    func handle(_ event: Void, context: Context) async throws -> Response {
      .stream { writer in
        try await writer.write("a")
        throw FunctionError("Torn", "no further")
      }
    }
  }

  @Test func `so it does under the emulator`() async throws {
    let function = try await EmulatedFunction(name: "Trapping", executable: nil, TestOptions())
    let answer = await function.invoke(Array("stream error".utf8))
    #expect(answer.texts == ["a part"])
    #expect(answer.failure == InvocationError("Torn", "no further"))
    #expect(answer.contentType == "application/octet-stream")
    let whole = await function.invoke(Array("anything else".utf8))
    #expect(whole.texts == ["anything else"])
    #expect(whole.failure == nil)
    await function.shutDown()
  }

  @Test func `an error in mid-stream comes behind the parts`() async throws {
    try await withFunction(Breaking.self) { breaking in
      let answer = try await breaking.stream(())
      #expect(answer.texts == ["a"])
      #expect(answer.failure == InvocationError("Torn", "no further"))
    }
  }
}
