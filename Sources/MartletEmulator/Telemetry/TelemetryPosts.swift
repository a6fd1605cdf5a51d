internal import MartletCurl
internal import MartletHTTP

/// Posts each batch as an array of JSON.
final class TelemetryPosts: TelemetryDestination {
  private let client: Client
  private let path: String

  init(port: UInt16, path: String, on loop: RunLoop) throws(TransportError) {
    self.path = path
    client = try Client(
      .init(base: "http://127.0.0.1:\(port)", userAgent: "martlet-emulator"), on: loop)
  }

  func send(_ events: [String]) async throws(TransportError) {
    _ = try await client.post(
      path, headers: ["Content-Type": "application/json"],
      body: Array("[\(events.joined(separator: ","))]".utf8))
  }

  func close() { client.close() }
}
