internal import Martlet
internal import MartletEmulator
internal import MartletRuntime
internal import Synchronization

/// An execution environment in the test's process.
final class LocalEnvironment<F: Function> {
  private let options: TestOptions
  private let kept = Kept()
  /// The function between invocations; nil before its init phase.
  private var box: Box?
  private var count = 0
  /// The faults that have not happened yet.
  var pendingFaults: [Fault] = []

  /// Where the function is kept while it handles an event, for the invocation that uses it.
  private final class Box {
    var function: F
    init(_ function: F) { self.function = function }
  }

  init(_ options: TestOptions) { self.options = options }

  var records: [Log.Record] { kept.all }

  func reset() { box = nil }

  func invoke(_ event: [UInt8]) async -> StreamedAnswer {
    let text = InvocationError.shown(event)
    let outcome = await limited(text) { box, context in
      await LocalInvocation.run(event, by: &box.function, context: context)
    }
    return StreamedAnswer(outcome, event: text)
  }

  func invoke(value event: F.Event) async throws -> F.Output {
    var output: F.Output?
    let text = "\(event)"
    // Not shared: the invocation that sets it is waited for, or its output is not looked at.
    nonisolated(unsafe) let handed = event
    let outcome = await limited(text) { box, context in
      let (value, answer) = await LocalInvocation.run(
        value: handed, by: &box.function, context: context)
      output = value
      return answer
    }
    if let failure = StreamedAnswer(outcome, event: text).failure { throw failure }
    guard let output else { throw InvocationError("Test", "the function gave no output") }
    return output
  }

  /// Has the function, made where there is none, do something within the time of an invocation.
  private func limited(
    _ event: String, _ work: @escaping (Box, Context) async -> LocalAnswer
  ) async -> LocalAnswer {
    if meets(.throttled) { return Self.throttled }
    let isFirst = box == nil
    let context = makeContext(isFirst: isFirst)
    // Tried once more, as on the platform.
    if isFirst, meets(.initFailure), meets(.initFailure) { return Self.killed(context) }
    let box: Box
    do {
      if let made = self.box { box = made } else { box = try await Box(F()) }
    } catch {
      return LocalAnswer(failure: error)
    }
    self.box = meets(.kill(on: .next)) ? nil : box
    guard self.box != nil else { return Self.killed(context) }
    // Sharing is safe: either the work's end is waited for, or the function is given up with it.
    nonisolated(unsafe) let started = { await work(box, context) }
    let race = Race()
    let task = Task { race.finish(with: await started()) }
    let timer = DeadlineTimer(context.deadline, clock: options.clock) { race.finish(with: nil) }
    let answer = await race.outcome()
    timer.cancel()
    if let answer {
      guard meets(.kill(on: .answer)) else { return answer }
      self.box = nil
      return Self.killed(context)
    }
    // As the platform does, which ends the process.
    task.cancel()
    self.box = nil
    return timeout(of: context)
  }

  private func timeout(of context: Context) -> LocalAnswer {
    let hundredths = Int((options.timeout / .milliseconds(10)).rounded())
    let rest = String(hundredths % 100)
    let seconds = "\(hundredths / 100).\(rest.count < 2 ? "0" : "")\(rest)"
    return LocalAnswer(
      failure: FunctionError(
        "Sandbox.Timedout",
        "RequestId: \(context.requestID) Error: Task timed out after \(seconds) seconds"))
  }

  private func makeContext(isFirst: Bool) -> Context {
    count += 1
    let clock = options.clock
    let digits = String(count)
    let padding = String(repeating: "0", count: max(0, 12 - digits.count))
    var context = Context(
      requestID: "00000000-0000-0000-0000-\(padding)\(digits)",
      deadline: (clock?.now ?? .now) + options.timeout,
      functionName: String(describing: F.self), memorySize: options.memorySize,
      isFirstInvocation: isFirst, log: Log { [kept] record in kept.add(record) })
    if let clock { context.now = { clock.now } }
    options.context?(&context)
    return context
  }
}

/// The records of a function, which any thread may write.
private final class Kept: Sendable {
  private let records = Mutex<[Log.Record]>([])
  var all: [Log.Record] { records.withLock { $0 } }
  func add(_ record: Log.Record) { records.withLock { $0.append(record) } }
}
