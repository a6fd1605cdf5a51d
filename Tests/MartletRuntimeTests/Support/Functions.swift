import Martlet

/// Answers each event with its own bytes.
struct Bytes: Function {
  func handle(_ event: [UInt8], context: Context) async throws -> [UInt8] { event }
}

/// Throws the event, as text, as the message of an error.
struct Thrower: Function {
  struct Refusal: Error, CustomStringConvertible { let description: String }

  func handle(_ event: [UInt8], context: Context) async throws {
    throw Refusal(description: String(decoding: event, as: UTF8.self))
  }
}

/// Cannot be made.
struct Unstartable: Function {
  struct NoConfiguration: Error, CustomStringConvertible {
    var description: String { "no \"table\" is configured\n" }
  }

  init() async throws { throw NoConfiguration() }

  func handle(_ event: Void, context: Context) async throws {}
}
