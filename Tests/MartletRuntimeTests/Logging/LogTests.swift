import Martlet
import Synchronization
import Testing

struct LogTests {
  final class Records: Sendable {
    private let records = Mutex<[Log.Record]>([])
    var all: [Log.Record] { records.withLock { $0 } }
    func append(_ record: Log.Record) { records.withLock { $0.append(record) } }
  }

  struct OutOfStock: Error { var item = "a" }

  @Test func `a context's log names its invocation`() throws {
    let records = Records()
    var context = Context(
      requestID: "r-1", traceID: "Self=1-a-b;Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1",
      tenantID: "t-1", log: Log { records.append($0) })
    context.log.info("hello")
    context.requestID = "r-2"
    context.traceID = "no root"
    context.tenantID = nil
    context.log.debug("again")
    let all = records.all
    #expect(all.map(\.requestID) == ["r-1", "r-2"])
    #expect(all.map(\.traceID) == ["1-5bef4de7-ad49b0e87f6ef6c87fc2e700", "no root"])
    #expect(all.map(\.tenantID) == ["t-1", nil])
    #expect(all.map(\.message) == ["hello", "again"])
    #expect(all.map(\.level) == [.info, .debug])
    #expect(all.allSatisfy { $0.errorType == nil && $0.metadata.isEmpty })
  }

  @Test func `a log without an invocation names none`() {
    let records = Records()
    Log { records.append($0) }.fatal("over")
    #expect(records.all.map(\.requestID) == [nil])
    #expect(records.all.map(\.level) == [.fatal])
  }

  @Test func `an error comes with its type and message`() {
    let records = Records()
    let log = Log { records.append($0) }
    log.warn("w", error: OutOfStock())
    log.error("e", error: FunctionError("Shop.Closed", "come back"))
    log.fatal("f", error: RuntimeError(.clientError, "lost"))
    log.error("none")
    let all = records.all
    #expect(all.map(\.level) == [.warn, .error, .fatal, .error])
    #expect(
      all.map(\.errorType) == ["OutOfStock", "Shop.Closed", "Runtime.ClientError", nil])
    #expect(
      all.map(\.errorMessage) == [#"OutOfStock(item: "a")"#, "come back", "lost", nil])
  }

  @Test func `nothing is made for a level that is not written`() {
    let records = Records()
    let log = Log(level: .error) { records.append($0) }
    func never<T>(_ value: T) -> T {
      Issue.record("evaluated")
      return value
    }
    log.trace(never("m"), metadata: never([:]))
    log.debug(never("m"), metadata: never([:]))
    log.info(never("m"), metadata: never([:]))
    log.warn(never("m"), metadata: never([:]))
    log.error("m")
    #expect(records.all.count == 1)
    #expect(!log.isEnabled(.warn) && log.isEnabled(.error) && log.isEnabled(.fatal))
  }

  @Test func `a derived log adds its values, and a record's own win`() {
    let records = Records()
    let log = Log { records.append($0) }
    let derived = log.with(["a": 1, "b": 2]).with(["b": 3])
    derived.info("m", metadata: ["c": 4, "a": "own"])
    log.info("m")
    #expect(records.all[0].metadata == ["a": "own", "b": 3, "c": 4])
    #expect(records.all[0].metadata.map(\.key) == ["a", "b", "c"])
    #expect(records.all[1].metadata.isEmpty)
  }

  @Test func `a context's log can be set`() {
    let records = Records()
    var context = Context(requestID: "r-1", log: Log { records.append($0) }.with(["a": 1]))
    context.log = context.log.with(["b": true])
    context.log.info("m")
    #expect(records.all[0].metadata == ["a": 1, "b": true])
    #expect(records.all[0].requestID == "r-1")
  }

  @Test func `a handler's records can be looked at`() async throws {
    struct Shop: Function {
      func handle(_ event: Int, context: Context) async throws -> Int {
        context.log.info("counted", metadata: ["count": .int(event)])
        return event + 1
      }
    }
    let records = Records()
    #expect(try await Shop().handle(2, context: Context(log: Log { records.append($0) })) == 3)
    #expect(records.all.first?.metadata["count"] == 2)
    #expect(records.all.first?.message == "counted")
  }

  @Test func `metadata keeps the order and the last of each name`() {
    let metadata: Log.Metadata = ["b": 1, "a": nil, "b": [1, "x", 1.5, true], "c": ["k": "\(1)"]]
    #expect(metadata.map(\.key) == ["b", "a", "c"])
    #expect(metadata["b"] == .array([.int(1), .string("x"), .double(1.5), .bool(true)]))
    #expect(metadata["a"] == .null)
    #expect(metadata["c"] == .object(["k": "1"]))
    #expect(metadata["d"] == nil)
    #expect(Log.Metadata(["b": 2, "a": 1]).map(\.key) == ["a", "b"])
    #expect((["a": 1, "b": 2] as Log.Metadata) == ["b": 2, "a": 1])
    #expect((["a": 1, "b": 2] as Log.Metadata) != ["b": 2, "a": 2])
    #expect((["a": 1] as Log.Metadata) != [:])
    var changed = metadata
    changed["b"] = nil
    changed["e"] = nil
    #expect(changed.count == 2)
  }
}
