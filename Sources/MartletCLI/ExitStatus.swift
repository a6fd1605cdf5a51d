/// What the command's exit status says. Scripts rely on the numbers.
enum ExitStatus: Int32, CaseIterable {
  case success = 0
  case functionError = 1
  case usage = 2
  case buildFailed = 3
  case timeout = 4
  case unavailable = 5

  private var meaning: String {
    switch self {
    case .success: "the function answered"
    case .functionError: "the function failed; its error is on standard output"
    case .usage: "the command line, or the payload, makes no sense"
    case .buildFailed: "the function does not build"
    case .timeout: "the function did not answer in time"
    case .unavailable: "no server at the endpoint, no free port, or something is not installed"
    }
  }

  static var table: String {
    let rows = allCases.map { "  \($0.rawValue)      \($0.meaning)" }
    return (rows + ["  128+N  ended by signal N, such as 130 for an interrupt"])
      .joined(separator: "\n")
  }
}
