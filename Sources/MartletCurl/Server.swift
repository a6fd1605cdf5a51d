internal import CMartlet

/// The address of a client's server, parsed once for all requests.
final class Server {
  /// libcurl's handle of the URL.
  let url: OpaquePointer

  init(_ base: String) throws(TransportError) {
    guard let url = curl_url() else { throw TransportError(.system, "libcurl is out of memory") }
    let result = curl_url_set(url, CURLUPART_URL, base, 0)
    guard result == CURLUE_OK else {
      curl_url_cleanup(url)
      let why = curl_url_strerror(result).map { String(cString: $0) } ?? "it is no URL"
      throw TransportError(
        .address, "\"\(base)\" is no server's address, such as http://127.0.0.1:9001: \(why)",
        isUnsent: true)
    }
    self.url = url
  }

  deinit {
    curl_url_cleanup(url)
  }
}
