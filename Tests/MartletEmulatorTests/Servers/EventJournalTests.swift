import Glibc
import MartletCurl
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
}
