internal import Glibc

extension CustomResourceResponse {
  /// The most bytes that CloudFormation takes.
  static let limit = 4096

  /// Delivers the response to the URL that an event names, as CloudFormation waits for it: a PUT
  /// without a content type. A `CustomResourceFunction` does it by itself.
  ///
  /// The libcurl of a packaged function has no TLS, so the system's `curl` program makes the call;
  /// the images of `provided.al2023` have it. The caller's thread is not blocked. What may pass, such
  /// as a lost connection or a status 503, is tried again while there is time. A reason that is too
  /// long for the 4096 bytes that CloudFormation takes is shortened.
  ///
  /// - Parameter time: how long it may take, usually `context.remainingTime`.
  /// - Throws: `DeliveryError`.
  public func deliver(
    to event: CustomResourceEvent, within time: Duration
  ) async throws(DeliveryError) {
    let result: Result<Void, DeliveryError> = await withUnsafeContinuation { continuation in
      do throws(DeliveryError) {
        try onOwnThread {
          continuation.resume(
            returning: Result { () throws(DeliveryError) in
              try send(to: event.responseURL, within: time)
            })
        }
      } catch {
        continuation.resume(returning: .failure(error))
      }
    }
    try result.get()
  }

  /// The same, blocking the thread.
  ///
  /// - Parameter program: stands in for `curl` in tests.
  func send(
    to url: String?, within time: Duration, by program: String = "curl"
  ) throws(DeliveryError) {
    guard let url else {
      throw DeliveryError(
        .address, "the event has no ResponseURL: whoever asks takes the function's output instead")
    }
    let deadline = ContinuousClock.now + time
    let body = try fittingBody()
    var pause = Duration.milliseconds(100)
    while true {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else {
        throw DeliveryError(.timeout, "no time was left for CloudFormation's answer")
      }
      // An attempt that hangs leaves time for another.
      let limit = min(left, .seconds(10))
      let configuration = try CurlConfiguration(url: url, body: body, within: limit)
      let run = try ProgramRun(
        program, ["--disable", "--config", "-"], input: Array(configuration.text.utf8),
        within: left)
      let outcome = CurlOutcome(run)
      guard let failure = outcome.failure else { return }
      let rest = ContinuousClock.now.duration(to: deadline)
      guard outcome.mayPass, pause < rest else { throw failure }
      usleep(UInt32(pause / .microseconds(1)))
      pause = min(pause * 2, .seconds(2))
    }
  }

  /// The body, with as much of the reason as fits.
  func fittingBody() throws(DeliveryError) -> [UInt8] {
    var response = self
    while true {
      let body: [UInt8]
      do {
        body = try response.body()
      } catch {
        // The error would show what was not to be seen.
        throw DeliveryError(
          .response, "the response's data holds a number that JSON has no word for")
      }
      if body.count <= Self.limit { return body }
      // A character may be of any length.
      let reason = (response.reason ?? "").unicodeScalars
      guard reason.count > 1 else {
        throw DeliveryError(
          .response,
          """
          the response has \(body.count) bytes, of which CloudFormation takes \(Self.limit): return \
          less data
          """)
      }
      response.reason = String(String.UnicodeScalarView(reason.prefix(reason.count / 2)))
    }
  }
}
