internal import MartletCurl
internal import MartletEmulator
internal import MartletHTTP

/// An invocation over the Invoke API of a running server.
struct EndpointInvocation {
  let endpoint: String
  let function: String

  func run(
    _ payload: [UInt8], timeout: Duration?, in session: Session
  ) async throws(CommandError) -> ExitStatus {
    let response = try await post(payload, timeout: timeout, in: session)
    if let log = response.headers["X-Amz-Log-Result"].flatMap(Base64.decode) {
      let text = String(decoding: log, as: UTF8.self)
      Console.status(Console.styled(text.trimmingSuffix(while: \.isNewline), .dim))
    }
    guard response.status == 200 else {
      let name = response.headers["x-amzn-ErrorType"].map { "\($0): " } ?? ""
      throw CommandError(
        response.status < 500 ? .usage : .unavailable,
        "\(endpoint) answered \(response.status): \(name)"
          + String(decoding: response.body.prefix(2000), as: UTF8.self))
    }
    let errorType = response.headers["X-Amz-Function-Error"].map { kind in
      String(decoding: response.body, as: UTF8.self).contains("\"Sandbox.Timedout\"")
        ? "Sandbox.Timedout" : kind
    }
    return InvocationResult(response.body, errorType: errorType).print()
  }

  private func post(
    _ payload: [UInt8], timeout: Duration?, in session: Session
  ) async throws(CommandError) -> HTTPResponse {
    guard endpoint.hasPrefix("http://") || endpoint.hasPrefix("https://") else {
      throw CommandError(
        .usage, "--endpoint is \"\(endpoint)\"; give a URL such as http://127.0.0.1:9000")
    }
    let base = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
    do {
      let client = try Client(
        .init(base: base, userAgent: "martlet/\(Martlet.version)", connectTimeout: .seconds(5)),
        on: session.loop)
      return try await client.post(
        "/2015-03-31/functions/\(PercentCoding.encode(function))/invocations",
        headers: ["Content-Type": "application/json", "X-Amz-Log-Type": "Tail"],
        body: payload, timeout: timeout)
    } catch {
      throw CommandError(
        error.code == .timeout ? .timeout : .unavailable,
        "cannot invoke \(function) at \(endpoint): \(error.message)")
    }
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
    String(self[..<(lastIndex { !isTrimmed($0) }.map(index(after:)) ?? startIndex)])
  }
}
