import MartletCurl
import MartletEmulator
import Testing

/// The Runtime API, byte for byte where it matters, against what AWS's own emulator answered.
@Suite(.timeLimit(.minutes(5)))
struct RuntimeAPITranscriptTests {
  @Test(arguments: ["paths", "answers", "init-error", "response-mode", "response-too-large"])
  func `the Runtime API answers as AWS's own emulator does`(name: String) throws {
    let transcript = try Transcript(named: name)
    #expect(!transcript.parts.isEmpty)
    try withEmulator(scripted("init-address;init-hang"), maximumEnvironments: 1) { stage in
      let replay = Replay(stage)
      for part in transcript.parts { try await replay.perform(part) }
      await replay.end()
    }
  }
}

/// Plays the runtime of an environment, and its callers, as a transcript says.
private final class Replay {
  private let stage: Stage
  private var connection: RawConnection?
  private var callers: [Task<InvocationAnswer, Never>] = []
  private var requestID = ""
  private var lastRequestID = ""

  init(_ stage: Stage) { self.stage = stage }

  func perform(_ part: Transcript.Part) async throws {
    switch part {
    case .invoke(let event):
      callers.append(
        Task(executorPreference: stage.loop) { [stage] in await stage.invoke("Scripted", event) })
    case .answer(let text):
      let answer = try await #require(callers.last).value
      #expect(answer.text == text)
    case .exchange(let sent, let received):
      try await exchange(sent, received)
    }
  }

  func end() async {
    await stage.emulator.shutdown()
    for caller in callers { _ = await caller.value }
  }

  private func exchange(_ sent: [String], _ received: [String]) async throws {
    if connection == nil { connection = try await stage.connectToRuntimeAPI() }
    let connection = try #require(connection)
    try await connection.send(request(sent))
    let response = try await connection.response(toHead: sent[0].hasPrefix("HEAD "))
    if let id = response["Lambda-Runtime-Aws-Request-Id"], id != requestID {
      lastRequestID = requestID
      requestID = id
    }

    let (head, body) = split(received)
    let call = "\(sent[0]) as \(received[0])"
    #expect(response.status == Int(head[0].split(separator: " ")[1]), "\(call)")
    for field in head.dropFirst() {
      let sides = field.split(separator: ": ", maxSplits: 1).map(String.init)
      switch (sides[0], sides[1]) {
      case (let name, "{id}"): #expect(response[name] == requestID, "\(call)")
      case (let name, let value) where value.hasPrefix("{"):
        #expect(response[name]?.isEmpty == false, "\(call): \(name)")
      case (let name, let value): #expect(response[name] == value, "\(call): \(name)")
      }
    }
    let expected = fill(body ?? "").replacing("\\n", with: "\n")
    #expect(response.text == expected, "\(call)")
  }

  private func request(_ lines: [String]) -> [UInt8] {
    let (head, body) = split(lines.map(fill))
    var bytes = Array((head + ["Host: test", "", ""]).joined(separator: "\r\n").utf8)
    if let body, body.hasPrefix("{"), body.hasSuffix(" bytes}") {
      bytes += [UInt8](repeating: 120, count: Int(body.dropFirst().dropLast(7))!)
    } else if let body {
      bytes += Array(body.utf8)
    }
    return bytes
  }

  private func split(_ lines: [String]) -> (head: [String], body: String?) {
    guard let empty = lines.firstIndex(of: "") else { return (lines, nil) }
    return (Array(lines[..<empty]), lines[(empty + 1)...].joined(separator: "\n"))
  }

  private func fill(_ text: String) -> String {
    text.replacing("{id}", with: requestID).replacing("{last-id}", with: lastRequestID)
  }
}
