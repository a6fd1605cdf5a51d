/// What `curl` is told on its standard input: a URL, which is a secret, has no place among a process's
/// arguments, where every user of the machine reads it.
struct CurlConfiguration {
  let text: String

  /// - Throws: `DeliveryError`, code `address`, for a URL that no line can hold or that is not of HTTP.
  init(url: String, body: [UInt8], within time: Duration) throws(DeliveryError) {
    let scheme = url.prefix { $0 != ":" }.lowercased()
    guard scheme == "https" || scheme == "http" else {
      throw DeliveryError(.address, "the event's ResponseURL is no https URL")
    }
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw DeliveryError(.address, "the event's ResponseURL holds a space or a control character")
    }
    let body = String(decoding: body, as: UTF8.self)
    let seconds = Int64((time / .milliseconds(1)).rounded(.up))
    text = """
      url = \(Self.quoted(url))
      globoff
      proto = "=http,https"
      request = "PUT"
      data-raw = \(Self.quoted(body))
      header = "Content-Type:"
      header = "Expect:"
      connect-timeout = 5
      max-time = \(seconds / 1000).\(String(seconds % 1000 + 1000).dropFirst())
      silent
      show-error
      output = "/dev/null"
      write-out = "\\n%{http_code}"

      """
  }

  /// In quotes, in which a quote and a backslash have a backslash in front.
  private static func quoted(_ text: String) -> String {
    let escaped = text.utf8.flatMap {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") ? [UInt8(ascii: "\\"), $0] : [$0]
    }
    return "\"\(String(decoding: escaped, as: UTF8.self))\""
  }
}
