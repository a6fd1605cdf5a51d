extension ColdStart {
  /// The phases as one JSON object, in milliseconds: what a process logs of its cold start. A phase
  /// that has not ended is left out.
  var json: String {
    let phases = [
      ("runtimeStartMs", processStart, main),
      ("functionInitMs", initBegin, initEnd),
      ("initMs", processStart, firstNext),
      ("waitMs", firstNext, firstEvent),
      ("firstInvocationMs", firstEvent, firstAnswer),
    ]
    let members = phases.compactMap { name, begin, end -> String? in
      guard let begin, let end, begin <= end else { return nil }
      return "\"\(name)\":\(Self.milliseconds(end - begin))"
    }
    return "{\(members.joined(separator: ","))}"
  }

  /// Down to microseconds, which is what a clock's reading costs.
  private static func milliseconds(_ nanoseconds: UInt64) -> String {
    let microseconds = nanoseconds / 1000
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000)."
      + String(repeating: "0", count: 3 - fraction.utf8.count) + fraction
  }
}
