import Glibc
import MartletEmulator
import MartletHTTP
import Testing

/// A function whose process traps, as its caller sees it.
@Suite(.timeLimit(.minutes(5)))
struct TrapTests {
  private static let function = FunctionConfiguration(
    name: "Trapping", bootstrap: Products.path("Trapping"), timeout: .seconds(60))

  @Test(arguments: [("index", "Index out of range"), ("stack", "the stack overflowed")])
  func `a trap is the caller's answer and the next invocation works`(
    way: String, message: String
  ) throws {
    try withEmulator(Self.function, maximumEnvironments: 1) { stage in
      let answer = await stage.invoke("Trapping", way)
      #expect(answer.errorType == "Function.Trap")
      #expect(JSONText.validate(answer.payload) == nil)
      #expect(answer.text.contains(message))
      #expect(await stage.invoke("Trapping", #""fine""#).text == #""fine""#)
      #expect(stage.log.environments == 2)
    }
  }
}
