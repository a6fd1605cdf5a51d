internal import MartletCurl
internal import MartletHTTP

/// The events that go to one extension, in batches.
///
/// Belongs to the loop's thread. An extension that does not read, because it is stopped or busy,
/// holds a batch under way and what comes meanwhile, up to a limit.
final class TelemetryStream {
  let subscription: TelemetrySubscription
  private let loop: RunLoop
  private let client: Client
  private var waiting: [String] = []
  private var waitingBytes = 0
  private var dropped = (records: 0, bytes: 0)
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
    client = try Client(
      .init(base: "http://127.0.0.1:\(subscription.port)", userAgent: "martlet-emulator"), on: loop)
  }

  func append(_ event: TelemetryEvent) {
    guard subscription.types.contains(event.category) else { return }
    let text = event.json(schema: subscription.schema)
    let size = text.utf8.count
    guard waitingBytes + size <= Self.mostBatches * subscription.mostBytes else {
      dropped.records += 1
      dropped.bytes += size
      return
    }
    waiting.append(text)
    waitingBytes += size
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
      do throws(TransportError) {
        _ = try await client.post(
          subscription.path, headers: ["Content-Type": "application/json"],
          body: Array("[\(batch.joined(separator: ","))]".utf8))
      } catch {
        // The environment has ended, or the extension does not listen: nobody wants the rest.
        dropped.records += batch.count
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
    if waiting.isEmpty, dropped.records > 0, subscription.types.contains("platform") {
      let event = TelemetryEvent(
        "platform.logsDropped",
        "{\"droppedBytes\":\(dropped.bytes),\"droppedRecords\":\(dropped.records),"
          + "\"reason\":\"The extension reads too slowly.\"}")
      dropped = (0, 0)
      batch.append(event.json(schema: subscription.schema))
    }
    return batch
  }

  func close() {
    timer?.cancel()
    timer = nil
    waiting = []
    client.close()
  }
}
