/// A request of one header section, with a Host unless the fields bring their own.
func request(
  _ line: String = "GET / HTTP/1.1", fields: [String] = [], host: Bool = true, body: String = ""
) -> String {
  let fields = (host ? ["Host: localhost"] : []) + fields
  return ([line] + fields).map { $0 + "\r\n" }.joined() + "\r\n" + body
}
