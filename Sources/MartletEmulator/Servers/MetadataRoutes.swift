internal import MartletHTTP

/// The metadata endpoint of one environment, version 2026-01-15.
struct MetadataRoutes {
  static let path = "/2026-01-15/metadata/execution-environment"

  /// What the environment's processes know, and send behind `Bearer`.
  let token: String
  let region: String

  func answer(_ head: HTTPRequestHead) -> HTTPResponse {
    let text: HTTPHeaders = ["Content-Type": "text/plain; charset=utf-8"]
    guard head.method == "GET" else {
      var headers = text
      headers.append("Allow", "GET")
      return HTTPResponse(status: 405, headers: headers, body: Array("Method Not Allowed\n".utf8))
    }
    guard head.headers["Authorization"] == "Bearer \(token)" else {
      return HTTPResponse(status: 401, headers: text, body: Array("Unauthorized\n".utf8))
    }
    return .json(
      200, "{\"AvailabilityZoneID\":\(JSONText.quote("\(shortRegion)-az1"))}",
      headers: ["Cache-Control": "private, max-age=43200, immutable"])
  }

  /// As zones are named: `us-east-1` is `use1`.
  private var shortRegion: String {
    let parts = region.split(separator: "-")
    guard parts.count >= 3 else { return region }
    let directions = [
      "north": "n", "south": "s", "east": "e", "west": "w", "central": "c", "northeast": "ne",
      "northwest": "nw", "southeast": "se", "southwest": "sw",
    ]
    return parts.map { directions[String($0)] ?? String($0) }.joined()
  }
}
