import Martlet

@main
struct Hello: Function {
  struct Greeting: Codable { var name: String }
  struct Reply: Codable { var message: String }

  func handle(_ event: Greeting, context: Context) async throws -> Reply {
    Reply(message: "Hello \(event.name)")
  }
}
