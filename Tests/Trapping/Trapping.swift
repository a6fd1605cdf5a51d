import Glibc
import MartletRuntime

/// A function that ends its process in the way that its event names, or in its init phase in the way
/// that `INIT` names; it answers any other event. With `stream ` before it, the way is gone in the middle
/// of a streamed answer.
@main
struct Trapping: Function {
  init() async throws {
    if let way = getenv("INIT") { await Trap.spring(String(cString: way)) }
  }

  func handle(_ event: [UInt8], context: Context) async throws -> Response {
    let way = String(decoding: event, as: UTF8.self)
    if way.hasPrefix("stream ") {
      return .stream { writer in
        try await writer.write("a part")
        if way == "stream error" { throw FunctionError("Torn", "no further") }
        await Trap.spring(String(way.dropFirst("stream ".count)))
      }
    }
    await Trap.spring(way)
    return Response(event)
  }
}
