internal import MartletHTTP

extension HTTPResponse {
  /// A JSON body.
  static func json(_ status: Int, _ body: String, headers: HTTPHeaders = [:]) -> HTTPResponse {
    var headers = headers
    headers.set("Content-Type", "application/json")
    return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
  }

  /// No such path, in the words of AWS's own emulator.
  static let notFound = notFound("404 page not found\n")

  /// No such path, in other words. A browser must not take it for anything but text.
  static func notFound(_ text: String) -> HTTPResponse {
    HTTPResponse(
      status: 404,
      headers: [
        "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff",
      ], body: Array(text.utf8))
  }

  /// The path exists, for another method.
  static func methodNotAllowed(_ allowed: String) -> HTTPResponse {
    HTTPResponse(status: 405, headers: ["Allow": allowed])
  }
}
