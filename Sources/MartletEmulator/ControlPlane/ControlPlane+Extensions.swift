/// What extensions say.
extension ControlPlane {
  /// What an extension's call is answered with.
  enum ExtensionReply: Equatable {
    /// The call is taken; an event, where it asks for one, comes as a `notify` effect.
    case accepted
    /// 403, with an error type and its message.
    case refused(type: String, message: String)
  }

  /// How many extensions an environment may have.
  private static let mostExtensions = 10

  /// An extension registers under a fresh identifier.
  mutating func register(
    _ name: String, events: [String], as identifier: String, in id: EnvironmentID
  ) -> ExtensionReply {
    guard let environment = environments[id], !environment.isStopping else { return Self.closed }
    if name.isEmpty {
      return .refused(type: "Extension.InvalidExtensionName", message: "Empty extension name")
    }
    if environment.extensions.values.contains(where: { $0.name == name }) {
      return .refused(
        type: "Extension.InvalidExtensionState",
        message: "Extension with this name already registered")
    }
    let isExternal = environment.externals?.unregistered.contains(name) == true
    var allowed = environment.concurrency == nil ? ["INVOKE"] : []
    if isExternal { allowed.append("SHUTDOWN") }
    for event in events where !allowed.contains(event) {
      let reason =
        event == "SHUTDOWN"
        ? "ShutdownEventNotSupportedForInternalExtension" : "ErrorInvalidEventType"
      return .refused(type: "Extension.InvalidEventType", message: "\(event): \(reason)")
    }
    // Those within the runtime's process have until it is ready, the others until all are.
    guard isExternal ? !environment.isInitialized : environment.state == .started else {
      return Self.closed
    }
    guard environment.extensions.count < Self.mostExtensions else {
      return .refused(
        type: "Extension.TooManyExtensions",
        message: "Extension limit (\(Self.mostExtensions)) reached")
    }
    environments[id]?.extensions[identifier] = ExtensionState(
      name: name, wantsInvocations: events.contains("INVOKE"),
      wantsShutdown: events.contains("SHUTDOWN"), isExternal: isExternal)
    environments[id]?.externals?.unregistered.remove(name)
    return .accepted
  }

  /// An extension asks for its next event, by which it also ends its part of the last one.
  mutating func next(
    _ identifier: String, in id: EnvironmentID, now: Instant
  ) -> ExtensionReply {
    guard environments[id]?.extensions[identifier] != nil else {
      return Self.unknown("Unknown extension \(identifier)")
    }
    environments[id]?.extensions[identifier]?.isWaiting = true
    if tellLate(identifier, in: id) { return .accepted }
    becomeFree(id, now: now)
    return .accepted
  }

  /// An extension reports that it cannot go on, and takes its environment with it.
  ///
  /// - Parameter type: `Extension.InitError` or `Extension.ExitError`.
  mutating func extensionFailed(
    _ identifier: String, type: String, reason: String, in id: EnvironmentID, now: Instant
  ) -> ExtensionReply {
    guard let environment = environments[id], let state = environment.extensions[identifier] else {
      return Self.unknown("Unknown Lambda-Extension-Identifier")
    }
    guard !environment.isStopping else { return .accepted }
    lose(
      environment,
      Failure(type: type, message: "The extension \(state.name) failed: \(reason)"), now: now)
    stop(id, .failure, now: now)
    return .accepted
  }

  private static let closed = ExtensionReply.refused(
    type: "Extension.RegistrationClosed", message: "Extension registration closed already")

  /// AWS's own emulator has a message of its own for each call.
  private static func unknown(_ message: String) -> ExtensionReply {
    .refused(type: "Extension.UnknownExtensionIdentifier", message: message)
  }
}
