import MartletEmulator
import MartletHTTP
import Testing

/// The functions that come with the project, as they are built.
@Suite(.timeLimit(.minutes(5)))
struct ExampleFunctionTests {
  private static func function(_ name: String, in executable: String? = nil)
    -> FunctionConfiguration
  {
    FunctionConfiguration(
      name: name, bootstrap: Products.path(executable ?? name), timeout: .seconds(60))
  }

  @Test func `Hello greets`() throws {
    try withEmulator(Self.function("Hello")) { stage in
      #expect(
        await stage.invoke("Hello", #"{"name":"Ada 🐦"}"#).text == #"{"message":"Hello Ada 🐦"}"#)
    }
  }

  @Test func `Hello says where an event cannot be decoded`() throws {
    try withEmulator(Self.function("Hello"), maximumEnvironments: 1) { stage in
      let answer = await stage.invoke("Hello", #"{"name":1}"#)
      #expect(answer.errorType == "Runtime.UnmarshalError")
      #expect(JSONText.validate(answer.payload) == nil)
      #expect(answer.text.contains("name"))
      #expect(await stage.invoke("Hello", #"{"name":"Ada"}"#).errorType == nil)
      #expect(stage.log.environments == 1)
    }
  }

  @Test func `Echo answers with the event's bytes`() throws {
    try withEmulator(Self.function("Echo")) { stage in
      let text = #"{"a": [1, 2.50,  "\u00e9"]}"#
      #expect(await stage.invoke("Echo", text).text == text)
      let large = "\"" + String(repeating: "a", count: 6_000_000) + "\""
      #expect(await stage.invoke("Echo", large).text == large)
    }
  }

  @Test func `one host serves two functions`() throws {
    try withEmulator(
      Self.function("Celsius", in: "Temperature"), Self.function("Fahrenheit", in: "Temperature")
    ) { stage in
      #expect(await stage.invoke("Celsius", #"{"fahrenheit":212}"#).text == #"{"celsius":100}"#)
      #expect(await stage.invoke("Fahrenheit", #"{"celsius":100}"#).text == #"{"fahrenheit":212}"#)
      let answer = await stage.invoke("Celsius", #"{"fahrenheit":-500}"#)
      #expect(answer.errorType == "Function.BelowAbsoluteZero")
      #expect(answer.text.contains("°F is below absolute zero"))
    }
  }

  @Test func `a handler that the host does not have is an init error that lists those it has`()
    throws
  {
    try withEmulator(
      FunctionConfiguration(
        name: "F", bootstrap: Products.path("Temperature"), handler: "Kelvin", timeout: .seconds(60)
      )
    ) { stage in
      let answer = await stage.invoke("F")
      #expect(answer.errorType == "Runtime.HandlerNotFound")
      #expect(answer.text.contains("Celsius") && answer.text.contains("Fahrenheit"))
    }
  }

  @Test func `a cold start has its phases`() throws {
    try withEmulator(Self.function("Hello"), scripted("echo")) { stage in
      _ = await stage.invoke("Hello", #"{"name":"Ada"}"#, wantsLogTail: true)
      _ = await stage.invoke("Hello", #"{"name":"Ada"}"#, wantsLogTail: true)
      _ = await stage.invoke("Scripted")
      let starts = stage.log.coldStarts
      #expect(starts.count == 2)
      let phases = try #require(starts[0].phases)
      #expect(phases.loader > .zero && phases.runtimeStart > .zero && phases.firstNext > .zero)
      #expect(try #require(starts[0].handling) > .zero)
      #expect(starts[0].total >= phases.beforeMain + phases.functionInit + phases.firstNext)
      #expect(starts[1].phases == nil)
      #expect(starts[1].start > .zero && starts[1].firstInvocation > .zero)
    }
  }
}
