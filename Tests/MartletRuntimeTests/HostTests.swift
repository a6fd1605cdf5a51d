import Testing

@testable import MartletRuntime

struct HostTests {
  private let two = [Registration("Bytes", Bytes.self), Registration("Thrower", Thrower.self)]

  @Test func `the handler's name picks the function`() throws {
    #expect(try two.function(named: "Bytes") == Bytes.self)
    #expect(try two.function(named: "Thrower") == Thrower.self)
  }

  @Test(arguments: ["bytes", "Bytes ", "Bytes.handler", ""])
  func `an unknown name is answered with the known ones`(name: String) throws {
    let error = try #require(throws: RuntimeError.self) { try two.function(named: name) }
    #expect(error.code == .handlerNotFound)
    #expect(error.message == "_HANDLER is \"\(name)\"; the functions here are: Bytes, Thrower")
  }

  @Test func `without a name the only function is meant`() throws {
    #expect(try [Registration("Bytes", Bytes.self)].function(named: nil) == Bytes.self)
  }

  @Test func `without a name, of several functions none is meant`() throws {
    let error = try #require(throws: RuntimeError.self) { try two.function(named: nil) }
    #expect(
      error.message == "_HANDLER is not set; set it to one of the functions here: Bytes, Thrower")
  }

  @Test func `a name that is registered twice is refused`() throws {
    let error = try #require(throws: RuntimeError.self) {
      try (two + [Registration("Bytes", Thrower.self)]).function(named: "Bytes")
    }
    #expect(error.message == "the function \"Bytes\" is registered more than once")
  }
}
