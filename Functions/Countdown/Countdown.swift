import Martlet

/// Streams its answer line by line, and goes on working once the caller has all of it.
@main
struct Countdown: Function {
  struct Event: Decodable { var from: Int }

  func handle(_ event: Event, context: Context) async throws -> Response {
    guard event.from > 0 else {
      throw FunctionError("NothingToCount", "from is \(event.from); begin with 1 or more")
    }
    return .stream(contentType: "text/plain; charset=utf-8") { writer in
      for number in (1...event.from).reversed() { try await writer.write("\(number)\n") }
      try await writer.write("Lift-off\n")
      try await writer.finish()
      context.log.info("counted down", metadata: ["from": .int(event.from)])
    }
  }
}
