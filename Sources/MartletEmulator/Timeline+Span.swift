extension Timeline {
  /// How the runtime's part of an invocation ended.
  public struct RuntimeDone: Sendable, Hashable {
    let startedAt: ControlPlane.Instant
    let endedAt: ControlPlane.Instant
    /// How it ended.
    public let outcome: Outcome
    let response: ResponseTimes?
    /// Whether it ended with the runtime's next call.
    let hasAsked: Bool

    /// From the event to the runtime's next call, or to the failure.
    public var duration: Duration { startedAt.duration(to: endedAt) }

    /// How large the answer is that the runtime posted, in bytes; nil where it posted none.
    public var producedBytes: Int? { response?.size }

    /// The parts that are known of it: `responseLatency` and `responseDuration` where the runtime has
    /// posted an answer, `runtimeOverhead` where it has also asked for its next event.
    public var spans: [Span] {
      guard let response else { return [] }
      let overhead = Span(.runtimeOverhead, from: response.endedAt, to: endedAt)
      return response.spans(since: startedAt) + (hasAsked ? [overhead] : [])
    }
  }

  /// A part of an invocation's time.
  public struct Span: Sendable, Hashable {
    /// The parts, under the names that Lambda's telemetry has for them.
    public enum Name: String, Sendable, Hashable {
      /// From the event to the beginning of the runtime's answer.
      case responseLatency
      /// From there to the answer's end.
      case responseDuration
      /// From there to the runtime's next call.
      case runtimeOverhead
      /// From there until all extensions are done.
      case extensionOverhead
    }

    /// Which part it is.
    public var name: Name
    let start: ControlPlane.Instant
    /// How long it took.
    public var duration: Duration

    init(_ name: Name, from start: ControlPlane.Instant, to end: ControlPlane.Instant) {
      self.name = name
      self.start = start
      duration = start.duration(to: end)
    }
  }
}
