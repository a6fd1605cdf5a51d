internal import CMartlet

/// A socket of libcurl's, watched from its first use until it is closed.
///
/// libcurl wants to hear of a socket while a transfer waits for it. Doing what it says would take
/// two system calls for each request over a kept connection, so what nobody wants any more stays
/// registered until it happens; on a kept connection that is its end, or the next response.
final class CurlSocket {
  let descriptor: Int32
  /// The transfer that waits; nil while the connection is kept for the next one.
  var handle: EasyHandle?
  /// Whether we opened it, and so hear of its end.
  var isOurs = false
  var isClosed = false
  /// What libcurl waits for.
  var wanted: Interest = []
  /// The next one of all open sockets of a multi handle.
  var next: CurlSocket?
  /// Whether `wanted` has changed since `apply`, and the next one of those.
  var isChanged = false
  var nextChanged: CurlSocket?

  private var watched: Interest = []
  private var watch: Watch?

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Registers what is wanted and not yet watched for.
  func apply(
    on loop: RunLoop, _ onReady: (CurlSocket) -> (Readiness) -> Void
  ) throws(TransportError) {
    guard !wanted.isSubset(of: watched) else { return }
    if let watch {
      try watch.change(to: wanted)
    } else {
      watch = try loop.watch(descriptor, for: wanted, onReady: onReady(self))
    }
    watched = wanted
  }

  /// The part of an event that libcurl waits for, in its terms; nil where it waits for none of it,
  /// which also ends the watching for the rest.
  func action(for readiness: Readiness) -> Int32? {
    var action: Int32 = 0
    if readiness.contains(.readable), wanted.contains(.readable) { action |= CURL_CSELECT_IN }
    if readiness.contains(.writable), wanted.contains(.writable) { action |= CURL_CSELECT_OUT }
    guard action != 0 else {
      narrow()
      return nil
    }
    if readiness.contains(.failed) { action |= CURL_CSELECT_ERR }
    return action
  }

  /// An event that nobody takes would come back at once.
  private func narrow() {
    guard let watch, !wanted.isEmpty, (try? watch.change(to: wanted)) != nil else {
      return forget()
    }
    watched = wanted
  }

  /// Ends the watch. Call it before the descriptor is closed.
  func forget() {
    watch?.cancel()
    watch = nil
    watched = []
  }
}
