/// What a run of `curl` says.
struct CurlOutcome {
  /// Nil where the response was taken.
  let failure: DeliveryError?
  /// Whether another attempt may succeed.
  let mayPass: Bool

  /// What may pass: looking up a name, connecting, a time limit, TLS's beginning, a connection that
  /// says nothing or is lost, an error of HTTP/2.
  private static let passing: Set<Int32> = [5, 6, 7, 16, 28, 35, 52, 55, 56, 92]
  private static let passingStatuses: Set<Int> = [408, 429, 500, 502, 503, 504]

  init(_ run: ProgramRun) {
    if run.isOutOfTime {
      self.init(.timeout, "CloudFormation's answer was not taken in time")
    } else if run.status != 0 {
      self.init(
        .transfer, "CloudFormation's answer was not delivered: \(Self.cause(run))",
        mayPass: run.status.map(Self.passing.contains) ?? false)
    } else if let status = Int(run.output.suffix(3)) {
      if (200..<300).contains(status) {
        self.init()
      } else {
        self.init(status: status)
      }
    } else {
      self.init(.transfer, "the curl program does not say what became of CloudFormation's answer")
    }
  }

  private init(status: Int) {
    let cause = status == 403 ? ": its ResponseURL has expired, or is of another stack" : ""
    self.init(
      .refused, "CloudFormation's answer was refused with status \(status)\(cause)",
      mayPass: Self.passingStatuses.contains(status))
  }

  private init() { (failure, mayPass) = (nil, false) }

  private init(_ code: DeliveryError.Code, _ message: String, mayPass: Bool = false) {
    (failure, self.mayPass) = (DeliveryError(code, message), mayPass)
  }

  /// In `curl`'s own words, where it says any.
  private static func cause(_ run: ProgramRun) -> String {
    if let line = run.output.split(separator: "\n").first(where: { $0.hasPrefix("curl: ") }) {
      return String(line)
    }
    return run.status.map { "curl ended with status \($0)" } ?? "curl was ended by a signal"
  }
}
