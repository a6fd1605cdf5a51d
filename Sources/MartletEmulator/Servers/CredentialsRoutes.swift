internal import MartletHTTP

/// Where environments that are restored from a snapshot get their credentials, version 2021-04-23:
/// what they held when it was made would be too old by then.
struct CredentialsRoutes {
  static let path = "/2021-04-23/credentials"
  /// How long they may be used; an SDK asks again before.
  private static let lifetime: Int64 = 3_600_000

  /// What the environment's processes know, and send as it is.
  let token: String

  func answer(_ head: HTTPRequestHead) -> HTTPResponse {
    guard head.method == "GET" else { return .methodNotAllowed("GET") }
    guard head.headers["Authorization"] == token, let credentials = Credentials.current else {
      return HTTPResponse(
        status: 404, headers: ["Content-Type": "text/plain; charset=utf-8"],
        body: Array("cannot get credentials for the provided token\n".utf8))
    }
    let expiration = WallClock.timestamp(WallClock.milliseconds + Self.lifetime)
    return .json(200, credentials.json(until: expiration))
  }
}
