/// What a scripted Runtime API does with one request.
enum Answer: Sendable {
  /// Sends the bytes, each piece in a packet of its own.
  case pieces([[UInt8]])
  /// Sends the bytes and closes the connection.
  case last([UInt8])
  /// Sends the bytes and resets the connection, which may take those away that were not read yet.
  case reset([UInt8])
  /// The same as `last`, and calls `after` when the connection is closed.
  case end([UInt8], after: @Sendable () -> Void)
  /// Closes the connection without an answer.
  case close
  /// Leaves the request without an answer and the connection open.
  case hold

  static func bytes(_ text: String) -> Answer { .pieces([Array(text.utf8)]) }

  static func status(_ status: Int, _ body: String = "{}", headers: String = "") -> Answer {
    .bytes(Self.text(status, body, headers: headers))
  }

  /// An event with its request's ID; header lines end with CRLF.
  static func event(_ body: String = "{}", id: String = "id-1", headers: String = "") -> Answer {
    .bytes(Self.eventText(body, id: id, headers: headers))
  }

  /// What the Runtime API says to an answer that it takes.
  static let accepted = status(202, #"{"status":"OK"}"#)

  static func eventText(_ body: String, id: String = "id-1", headers: String = "") -> String {
    text(200, body, headers: "Lambda-Runtime-Aws-Request-Id: \(id)\r\n" + headers)
  }

  private static func text(_ status: Int, _ body: String, headers: String) -> String {
    "HTTP/1.1 \(status) Word\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
  }
}
