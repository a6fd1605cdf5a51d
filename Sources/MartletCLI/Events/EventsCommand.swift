internal import MartletEvents
internal import MartletJSON

/// `martlet events`: the sources, and an event of one of them.
struct EventsCommand: Command {
  static let help = """
    Print an event as its source would send it, to be piped into `martlet invoke` or edited.

    USAGE: martlet events [SOURCE] [--body TEXT] [--count N]

    Without a source, lists them.

    OPTIONS:
      --body TEXT   The message's, record's or request's body, or an event's detail in JSON;
                    @FILE for a file, - for standard input.
      --count N     So many messages or records, each with an ID of its own.

    EXAMPLE:
      martlet events sqs --body '{"order": "A-1", "cents": 1250}' --count 3 |
        martlet invoke Receipts -

    """
  static let options: [Option] = [.value("--body", "TEXT"), .value("--count", "N")]

  private let sample: EventSample?
  private let body: String?
  private let count: Int?

  init(_ arguments: Arguments) throws(CommandError) {
    if arguments.positionals.count > 1 {
      throw CommandError(
        .usage, "\"\(arguments.positionals[1])\" is one word too many; name one source")
    }
    sample = try arguments.positionals.first.map { name throws(CommandError) in
      try Self.sample(named: name)
    }
    count = try arguments.number("--count", in: 1...10_000)
    if sample == nil, count != nil || arguments.has("--body") {
      throw CommandError(.usage, "name a source: martlet events SOURCE [--body TEXT] [--count N]")
    }
    body = try arguments.value("--body").map { argument throws(CommandError) in
      String(decoding: try Payload.bytes(argument, called: "the body").bytes, as: UTF8.self)
    }
  }

  private static func sample(named name: String) throws(CommandError) -> EventSample {
    if let sample = EventSample.all.first(where: { $0.name == name }) { return sample }
    let near = EventSample.all.map(\.name).filter {
      $0.contains(name) || name.contains($0) || $0.prefix(3) == name.prefix(3)
    }
    let remedy =
      near.isEmpty ? "`martlet events` lists them" : "near: \(near.joined(separator: ", "))"
    throw CommandError(.usage, "\"\(name)\" is not a source; \(remedy)")
  }

  func run(in session: Session) async throws(CommandError) -> ExitStatus {
    guard let sample else {
      let all = EventSample.all
      let width = all.map(\.name.count).max() ?? 0
      for sample in all {
        let name = sample.name + String(repeating: " ", count: width - sample.name.count)
        try Console.output("\(name)  \(sample.title)\n")
      }
      return .success
    }
    guard body != nil || count != nil else {
      try Console.output(sample.json + "\n")
      return .success
    }
    try Console.output(EventEdit(sample).event(body: body, count: count) + [UInt8(ascii: "\n")])
    return .success
  }
}
