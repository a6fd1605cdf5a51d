import Glibc
import MartletCurl
import MartletJSON
import Testing

@testable import MartletEmulator

/// The file of accepted events on a disk that is full.
struct EventJournalTests {
  private static func event(_ name: String) -> EventJournal.Event {
    var request = InvocationRequest(
      function: "F", event: Array("\"\(String(repeating: "x", count: 1000))\"".utf8))
    request.requestID = name
    return EventJournal.Event(request)
  }

  private static func allowFiles(of size: rlim_t) {
    var limit = rlimit(rlim_cur: size, rlim_max: rlim_t.max)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  }

  /// A process of its own, because the limit is a process's.
  @Test func `no event is lost where the file cannot be written anew`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let folder = TemporaryFolder()
      let first = EventJournal(folder: folder.path)
      for name in ["A", "B", "C"] { try first.accept(EventJournalTests.event(name)) }
      first.letGo()
      let second = EventJournal(folder: folder.path)
      // Room for one of the three.
      EventJournalTests.allowFiles(of: 2000)
      #expect(throws: TransportError.self) { try second.recover() }
      #expect(throws: TransportError.self) { try second.accept(EventJournalTests.event("X")) }
      EventJournalTests.allowFiles(of: rlim_t.max)
      try second.accept(EventJournalTests.event("D"))
      second.letGo()
      let third = EventJournal(folder: folder.path)
      let names = try third.recover().map(\.requestID)
      #expect(names.sorted() == ["A", "B", "C", "D"])
      #expect(access("\(folder.path)/events.journal.new", F_OK) != 0)
    }
  }

  @Test func `an event is read from its place in the file, as it was accepted`() throws {
    let folder = TemporaryFolder()
    let journal = EventJournal(folder: folder.path)
    for name in ["A", "B"] { try journal.accept(Self.event(name)) }
    let request = try journal.request("B")
    #expect(request.requestID == "B")
    #expect(request.event == Array(Self.event("B").event.utf8))
  }

  @Test func `events are read where they are after the file is written anew`() throws {
    let folder = TemporaryFolder()
    let journal = EventJournal(folder: folder.path, longest: 5000)
    for number in 0..<40 { try journal.accept(Self.event("\(number)")) }
    try journal.failed("39", count: 2)
    for number in 0..<38 { try journal.done("\(number)") }
    #expect(Self.size(of: folder) < 6000, "two of forty are left")
    try journal.accept(Self.event("new"))
    for name in ["38", "39", "new"] {
      let request = try journal.request(name)
      #expect(request.requestID == name)
    }
    journal.letGo()
    let entries = try EventJournal(folder: folder.path).recover()
    #expect(Set(entries.map(\.requestID)) == ["38", "39", "new"])
    #expect(entries.first { $0.requestID == "39" }?.failures == 2)
  }

  private static func size(of folder: TemporaryFolder) -> Int {
    var info = stat()
    return stat("\(folder.path)/events.journal", &info) == 0 ? Int(info.st_size) : 0
  }

  @Test func `an event that somebody has overwritten is missing`() throws {
    let folder = TemporaryFolder()
    let journal = EventJournal(folder: folder.path)
    for name in ["A", "B"] { try journal.accept(Self.event(name)) }
    truncate("\(folder.path)/events.journal", 100)
    for name in ["A", "B"] {
      #expect(throws: TransportError.self) { try journal.request(name) }
    }
    // What comes later is not where it would have been.
    try journal.accept(Self.event("C"))
    let request = try journal.request("C")
    #expect(request.requestID == "C")
  }

  @Test(arguments: [
    (#""failures":9223372036854775807"#, #""failures":0"#, 1000),
    (#""failures":-9223372036854775808"#, #""failures":0"#, 0),
    (#""acceptedAt":-9223372036854775808"#, #""acceptedAt":"#, 0),
    (#""acceptedAt":9223372036854775807"#, #""acceptedAt":"#, 0),
  ])
  func `a number that nobody can have counted is bounded`(
    member: String, replaced: String, failures: Int
  ) throws {
    let folder = TemporaryFolder()
    let line = String(decoding: try JSON.encode(["accepted": Self.event("A")]), as: UTF8.self)
    let start = try #require(line.firstRange(of: replaced))
    let rest = line[start.upperBound...].drop { $0.isNumber }
    let changed = line[..<start.lowerBound] + member + rest
    folder.write("events.journal", "\(changed)\n")
    let entry = try #require(EventJournal(folder: folder.path).recover().first)
    #expect(entry.failures == failures)
    #expect((0...WallClock.milliseconds).contains(entry.acceptedAt))
  }

  @Test func `a count of failures that nobody can have counted is bounded`() throws {
    let folder = TemporaryFolder()
    let journal = EventJournal(folder: folder.path)
    try journal.accept(Self.event("A"))
    try journal.failed("A", count: .max)
    journal.letGo()
    let entry = try #require(EventJournal(folder: folder.path).recover().first)
    #expect(entry.failures == 1000)
  }

  @Test func `what somebody has put in an event's place is not taken over into a new file`()
    throws
  {
    let folder = TemporaryFolder()
    let journal = EventJournal(folder: folder.path, longest: 5000)
    for number in 0..<10 { try journal.accept(Self.event("\(number)")) }
    let file = open("\(folder.path)/events.journal", O_WRONLY | O_CLOEXEC)
    let lie = Array("\n{\"done\":\"9\"}\n".utf8)
    #expect(pwrite(file, lie, lie.count, 10) == lie.count)
    close(file)
    for number in 1..<9 { try journal.done("\(number)") }
    #expect(throws: TransportError.self) { try journal.request("0") }
    journal.letGo()
    let entries = try EventJournal(folder: folder.path).recover()
    #expect(entries.map(\.requestID) == ["9"])
  }

  @Test(arguments: ["new", "new/", "."])
  func `a folder that could be made, or is there, is found good and left as it is`(
    name: String
  ) throws {
    let folder = TemporaryFolder()
    try EventJournal(folder: "\(folder.path)/\(name)").check()
    #expect(Folder.names(in: folder.path)?.isEmpty == true)
  }

  @Test func `a folder that another emulator uses is found bad`() throws {
    let folder = TemporaryFolder()
    let first = EventJournal(folder: folder.path)
    try first.accept(Self.event("A"))
    #expect(throws: TransportError.self) { try EventJournal(folder: folder.path).check() }
    first.letGo()
    try EventJournal(folder: folder.path).check()
  }
}
