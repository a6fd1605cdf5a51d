internal import MartletCurl
internal import MartletHTTP

/// The Telemetry API: what happens in an environment, for its extensions.
extension Emulator {
  /// From now on what happens in an environment is kept for extensions that may subscribe.
  func openTelemetry(of environment: ExecutionEnvironment) {
    guard environment.telemetry == nil else { return }
    let telemetry = EnvironmentTelemetry()
    environment.telemetry = telemetry
    let phase = controlPlane.environments[environment.id]?.phase ?? .initialization
    let begin = Timeline.Entry(
      function: environment.configuration.name, environment: environment.id,
      requestID: environment.requestID, kind: .initStart(phase),
      initialization: environment.configuration.initialization)
    for event in begin.telemetry { telemetry.append(event) }
  }

  /// Passes an entry on to the extensions of its environment.
  func tell(_ entry: Timeline.Entry, to environment: ExecutionEnvironment) {
    guard let telemetry = environment.telemetry else { return }
    if case .log(let line) = entry.kind {
      let configuration = environment.configuration
      let isJSON =
        configuration.initialization.isManagedInstances
        || configuration.environment["AWS_LAMBDA_LOG_FORMAT"]?.uppercased() == "JSON"
      telemetry.append(.line(line, of: entry.writer, isJSON: isJSON))
      return
    }
    for event in entry.telemetry { telemetry.append(event) }
    if case .initDone = entry.kind { telemetry.endInit() }
  }

  /// An extension asks for an event, by which it says that it is ready the first time.
  func tellReady(_ identifier: String, in environment: ExecutionEnvironment) {
    // Known ones alone are remembered: a process may invent any number of identifiers.
    guard let telemetry = environment.telemetry,
      let state = controlPlane.environments[environment.id]?.extensions[identifier],
      telemetry.isFirstCall(of: identifier)
    else { return }
    let events = [(state.wantsInvocations, "INVOKE"), (state.wantsShutdown, "SHUTDOWN")]
      .filter(\.0).map { "\"\($0.1)\"" }.joined(separator: ",")
    telemetry.append(
      TelemetryEvent(
        "platform.extension",
        "{\"name\":\(JSONText.quote(state.name)),\"state\":\"Ready\",\"events\":[\(events)]}"))
  }

  /// What a subscription comes to.
  enum TelemetryOutcome: Equatable {
    case subscribed
    case refused(status: Int, type: String, message: String)
  }

  func subscribe(_ identifier: String, _ body: [UInt8], in id: EnvironmentID) -> TelemetryOutcome {
    guard let environment = environments[id],
      let state = controlPlane.environments[id]?.extensions[identifier]
    else {
      return .refused(
        status: 403, type: "Extension.UnknownExtensionIdentifier",
        message: "Unknown extension \(identifier)")
    }
    guard let telemetry = environment.telemetry, telemetry.isOpen else {
      return .refused(
        status: 403, type: "Telemetry.SubscriptionClosed",
        message: "Telemetry API subscription is closed already")
    }
    guard telemetry.streams[identifier] == nil else {
      return .refused(
        status: 500, type: "InternalServerError",
        message: "The extension \(state.name) has subscribed already")
    }
    let subscription: TelemetrySubscription
    let stream: TelemetryStream
    do {
      subscription = try TelemetrySubscription(
        body, isManaged: environment.configuration.initialization.isManagedInstances)
      stream = try TelemetryStream(subscription, on: loop) { [weak self] in
        self?.assumeIsolated { $0.deliverTelemetry(to: identifier, in: id) }
      }
    } catch let refusal as TelemetrySubscription.Refusal {
      return .refused(status: 400, type: "ValidationError", message: refusal.reason)
    } catch {
      return .refused(status: 500, type: "InternalServerError", message: "\(error)")
    }
    telemetry.subscribe(stream, as: identifier)
    let types = subscription.types.map { "\"\($0)\"" }.joined(separator: ",")
    telemetry.append(
      TelemetryEvent(
        "platform.telemetrySubscription",
        "{\"name\":\(JSONText.quote(state.name)),\"state\":\"Subscribed\",\"types\":[\(types)]}"))
    return .subscribed
  }

  private func deliverTelemetry(to identifier: String, in id: EnvironmentID) {
    run { emulator in
      await emulator.environments[id]?.telemetry?.streams[identifier]?.deliver()
    }
  }

  /// Sends what extensions would otherwise wait for until after their end.
  func deliverTelemetry(of id: EnvironmentID) {
    for identifier in environments[id]?.telemetry?.streams.keys ?? [:].keys {
      deliverTelemetry(to: identifier, in: id)
    }
  }
}
