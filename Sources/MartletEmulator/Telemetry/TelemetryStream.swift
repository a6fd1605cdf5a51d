internal import MartletCurl

/// The events that go to one extension, in batches.
///
/// Belongs to the loop's thread. An extension that does not read, because it is stopped or busy,
/// holds a batch under way and what comes meanwhile, up to a limit.
final class TelemetryStream {
  let subscription: TelemetrySubscription
  private let loop: RunLoop
  private let destination: any TelemetryDestination
  private var waiting: [String] = []
  private var waitingBytes = 0
  /// What was lost and has not been told.
  private(set) var lost = (records: 0, bytes: 0)
  private(set) var isSending = false
  private var timer: RunLoop.Timer?
  private let onDue: () -> Void

  /// How much waits at most, in batches.
  private static let mostBatches = 8

  /// - Parameter onDue: is called when there is a batch to `deliver`.
  init(
    _ subscription: TelemetrySubscription, on loop: RunLoop, onDue: @escaping () -> Void
  ) throws(TransportError) {
    self.subscription = subscription
    self.loop = loop
    self.onDue = onDue
    destination =
      switch subscription.destination {
      case .http(let port, let path): try TelemetryPosts(port: port, path: path, on: loop)
      case .tcp(let port): TelemetryConnection(port: port, on: loop)
      }
  }

  func append(_ event: TelemetryEvent) {
    guard subscription.types.contains(event.category) else { return }
    let text = event.json(schema: subscription.schema)
    guard waitingBytes + text.utf8.count <= Self.mostBatches * subscription.mostBytes else {
      return lose([text])
    }
    waiting.append(text)
    waitingBytes += text.utf8.count
    // What is under way sends this too.
    guard !isSending else { return }
    if waiting.count >= subscription.mostItems || waitingBytes >= subscription.mostBytes {
      onDue()
    } else if timer == nil {
      timer = loop.schedule(at: .now + subscription.timeout) { [weak self] in
        self?.timer = nil
        self?.onDue()
      }
    }
  }

  /// Sends what waits, batch after batch, unless that is under way already.
  func deliver() async {
    guard !isSending else { return }
    isSending = true
    defer { isSending = false }
    while !waiting.isEmpty {
      timer?.cancel()
      timer = nil
      let batch = takeBatch()
      let told = lost
      lost = (0, 0)
      do throws(TransportError) {
        try await destination.send(batch + notice(of: told))
      } catch {
        // The environment has ended, or the extension does not listen: nobody wants the rest.
        lose(batch)
        lost.records += told.records
        lost.bytes += told.bytes
        return
      }
    }
  }

  private func takeBatch() -> [String] {
    var batch: [String] = []
    var bytes = 0
    while batch.count < min(subscription.mostItems, waiting.count), bytes < subscription.mostBytes {
      bytes += waiting[batch.count].utf8.count
      batch.append(waiting[batch.count])
    }
    waiting.removeFirst(batch.count)
    waitingBytes -= bytes
    return batch
  }

  private func lose(_ texts: [String]) {
    lost.records += texts.count
    lost.bytes += texts.reduce(0) { $0 + $1.utf8.count }
  }

  /// What tells of what was lost; empty where nothing was, or nobody wants to know.
  private func notice(of lost: (records: Int, bytes: Int)) -> [String] {
    guard lost.records > 0, subscription.types.contains("platform") else { return [] }
    let event = TelemetryEvent(
      "platform.logsDropped",
      "{\"droppedBytes\":\(lost.bytes),\"droppedRecords\":\(lost.records),"
        + "\"reason\":\"The extension does not take its telemetry fast enough.\"}")
    return [event.json(schema: subscription.schema)]
  }

  func close() {
    timer?.cancel()
    timer = nil
    waiting = []
    destination.close()
  }
}
