internal import MartletHTTP

/// The Telemetry API of one environment, version 2022-07-01, and its predecessor, which is refused as
/// AWS's own emulator refuses it.
struct TelemetryRoutes {
  static let path = "/2022-07-01/telemetry"
  static let logsPath = "/2020-08-15/logs"
  private static let bodyLimit = 256 * 1024
  let environment: EnvironmentID

  func answer(
    _ head: HTTPRequestHead, _ connection: HTTPConnection, _ isolation: isolated Emulator
  ) async -> HTTPResponse? {
    guard head.method == "PUT" else { return .methodNotAllowed("PUT") }
    do {
      let body = try await connection.body(atMost: Self.bodyLimit)
      guard head.path == Self.path else {
        return Self.refusal(202, "Logs.NotSupported", "Logs API is not supported")
      }
      let identifier: String
      switch ExtensionAPIRoutes.identifier(head) {
      case .success(let value): identifier = value
      case .failure(let refusal): return refusal.response
      }
      switch isolation.subscribe(identifier, body.bytes, in: environment) {
      case .subscribed:
        return HTTPResponse(
          status: 200, headers: ["Content-Type": "text/plain; charset=utf-8"],
          body: Array("\"OK\"".utf8))
      case .refused(let status, let type, let message):
        return Self.refusal(status, type, message)
      }
    } catch let error as HTTPError {
      return error.response
    } catch {
      return nil
    }
  }

  private static func refusal(_ status: Int, _ type: String, _ message: String) -> HTTPResponse {
    .json(
      status,
      "{\"errorMessage\":\(JSONText.quote(message)),\"errorType\":\(JSONText.quote(type))}\n")
  }
}
