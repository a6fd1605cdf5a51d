import Glibc
import MartletRuntime

/// A function that ends its process in the way that its event names, or in its init phase in the way
/// that `INIT` names; it answers any other event.
@main
struct Trapping: Function {
  init() async throws {
    if let way = getenv("INIT") { await Trap.spring(String(cString: way)) }
  }

  func handle(_ event: [UInt8], context: Context) async throws -> [UInt8] {
    await Trap.spring(String(decoding: event, as: UTF8.self))
    return event
  }
}
