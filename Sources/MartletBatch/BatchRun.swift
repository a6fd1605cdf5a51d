/// The way of a batch's records through their function: which may be started, which are done, and
/// which go back.
struct BatchRun<Record: BatchRecord> {
  private enum State { case waiting, underWay, succeeded, failed }

  private let records: [Record]
  private let isTimeLeft: @Sendable () -> Bool
  private var states: [State]
  /// The first record that waits, or may: those before it are done or under way.
  private var first = 0
  /// The sequences of which a record is under way.
  private var busy: Set<Record.Sequence> = []
  /// The sequences of which a record has failed.
  private var broken: Set<Record.Sequence> = []
  /// The parts of the stream in which a record has failed: what follows is delivered again anyway.
  private var stopped: Set<Record.Checkpoint> = []

  /// Whether records were left because there was no time for them.
  private(set) var isOutOfTime = false

  /// - Parameter isTimeLeft: says whether another record may be started; nobody asks about the first.
  init(_ records: [Record], isTimeLeft: @escaping @Sendable () -> Bool) {
    self.records = records
    self.isTimeLeft = isTimeLeft
    states = Array(repeating: .waiting, count: records.count)
  }

  /// The records that are to be delivered again. Of a part of a stream it is the first one that did
  /// not succeed, of which the source makes its checkpoint.
  var returned: [Record] {
    var named: Set<Record.Checkpoint> = []
    return records.indices.filter { index in
      guard states[index] != .succeeded else { return false }
      guard let checkpoint = records[index].checkpoint else { return true }
      return named.insert(checkpoint).inserted
    }.map { records[$0] }
  }

  /// One record after the other.
  mutating func inOrder(_ attempt: (Record) async -> Bool) async {
    while let index = next() {
      start(index)
      finish(index, await attempt(records[index]))
    }
  }

  /// Up to `width` records at a time.
  mutating func concurrently(
    _ width: Int, _ attempt: @escaping @Sendable (Record) async -> Bool
  ) async {
    let records = records
    self = await withTaskGroup(of: (index: Int, succeeded: Bool).self) { [self] group in
      var run = self
      var underWay = 0
      while true {
        while underWay < width, let index = run.next() {
          run.start(index)
          underWay += 1
          group.addTask { (index, await attempt(records[index])) }
        }
        guard let (index, succeeded) = await group.next() else { return run }
        underWay -= 1
        run.finish(index, succeeded)
      }
    }
  }

  /// The first record that may be started. A sequence's next record is its first that waits, because
  /// an earlier one of it that is under way keeps it busy.
  private mutating func next() -> Int? {
    while first < records.count, states[first] != .waiting { first += 1 }
    guard
      let index = records.indices[first...].first(where: {
        states[$0] == .waiting && isOpen($0) && !isBusy($0)
      })
    else { return nil }
    guard first == 0 || isTimeLeft() else {
      isOutOfTime = true
      return nil
    }
    return index
  }

  private func isOpen(_ index: Int) -> Bool {
    if let sequence = records[index].sequence, broken.contains(sequence) { return false }
    if let checkpoint = records[index].checkpoint, stopped.contains(checkpoint) { return false }
    return true
  }

  private func isBusy(_ index: Int) -> Bool {
    records[index].sequence.map(busy.contains) ?? false
  }

  private mutating func start(_ index: Int) {
    states[index] = .underWay
    if let sequence = records[index].sequence { busy.insert(sequence) }
  }

  private mutating func finish(_ index: Int, _ succeeded: Bool) {
    states[index] = succeeded ? .succeeded : .failed
    if let sequence = records[index].sequence { busy.remove(sequence) }
    guard !succeeded else { return }
    if let sequence = records[index].sequence { broken.insert(sequence) }
    if let checkpoint = records[index].checkpoint { stopped.insert(checkpoint) }
  }
}
