import Martlet
import MartletEvents

/// Checks the pages of a ledger every night, as many as there is time for. It stops before the
/// deadline, says how far it came, and goes on from there when it is woken again.
@main
struct Nightly: Function {
  struct Report: Encodable {
    var night: String?
    var checked: Int
    var left: Int
  }

  private static let pages = 1_000
  /// What the answer and its way take, and one page more.
  private static let reserve = Duration.milliseconds(200)
  /// Kept from one invocation of an environment to the next; a new one begins with the first page.
  private var next = 0

  mutating func handle(_ event: ScheduledEvent, context: Context) async throws -> Report {
    let first = next
    while next < Self.pages, context.remainingTime > Self.reserve {
      try check(page: next)
      next += 1
    }
    let report = Report(
      night: event.time?.rawValue, checked: next - first, left: Self.pages - next)
    if report.left > 0 {
      context.log.warn("the night is over before the ledger", metadata: ["left": .int(report.left)])
    } else {
      next = 0
    }
    return report
  }

  /// What is given and taken on a page must all but cancel out.
  private func check(page: Int) throws {
    let balance = (0..<1_000).reduce(into: 0) { balance, line in
      let amount = (page * 31 + line) % 97
      balance += line.isMultiple(of: 2) ? amount : -amount
    }
    guard abs(balance) <= 1_000 else {
      throw FunctionError("Unbalanced", "page \(page) is out of balance by \(balance)")
    }
  }
}
