import MartletRuntime

/// Answers each event with its own bytes. It imports `MartletRuntime`, which knows no JSON, so JSON
/// stays out of the executable.
@main
struct Echo: Function {
  func handle(_ event: [UInt8], context: Context) async throws -> [UInt8] { event }
}
