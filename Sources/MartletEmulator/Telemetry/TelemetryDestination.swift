internal import MartletCurl

/// Where the events of one extension go.
///
/// Belongs to the loop's thread.
protocol TelemetryDestination: AnyObject {
  /// Hands over a batch of events, each as JSON; suspends while they are not taken.
  ///
  /// - Throws: `TransportError` where they are lost, all or the last of them.
  func send(_ events: [String]) async throws(TransportError)

  /// Gives up what is under way.
  func close()
}
