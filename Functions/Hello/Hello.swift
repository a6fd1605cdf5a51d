import Martlet

@main
struct Hello: Function {
  struct Greeting: Decodable { var name: String }
  struct Reply: Encodable { var message: String }

  func handle(_ event: Greeting, context: Context) async throws -> Reply {
    Reply(message: "Hello \(event.name)")
  }
}
