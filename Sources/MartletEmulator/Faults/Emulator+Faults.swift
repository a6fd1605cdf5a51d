internal import Glibc
internal import MartletCurl
internal import MartletHTTP

/// Faults on demand. Where there are none, a call finds an empty array and no more.
extension Emulator {
  /// Has a fault wait for its occasion. Of several for the same one, each meets one of them, in the
  /// order in which they were given.
  public func inject(_ fault: Fault) { faults.append(fault) }

  /// The faults whose occasion has not come.
  public var pendingFaults: [Fault] { faults }

  /// Whether there was such a fault, which has met its occasion now.
  func meets(_ fault: Fault) -> Bool { faults.take(fault) }

  private func takeFault(on call: Fault.Call) -> Fault? {
    faults.firstIndex { $0.call == call }.map { faults.remove(at: $0) }
  }

  /// Handles a call, unless a fault waits for it.
  ///
  /// - Parameters:
  ///   - environment: whose Runtime API is called; nil for the Invoke API.
  ///   - requestID: of the invocation that is answered.
  ///   - handle: does what the call asks for, and makes the reply.
  func handle(
    _ call: Fault.Call, _ head: HTTPRequestHead, _ connection: HTTPConnection,
    of environment: EnvironmentID? = nil, requestID: String? = nil,
    _ handle: () async -> HTTPResponse?
  ) async -> HTTPResponse? {
    guard let fault = takeFault(on: call) else { return await handle() }
    switch fault.kind {
    case .throttled, .initFailure: return await handle()
    case .kill:
      environment.flatMap { environments[$0] }?.process.signal(SIGKILL)
      return nil
    case .status(let status):
      guard environment != nil else { return InvokeError.fault(status).response }
      if let requestID, let environment { refuse(requestID, of: environment, status) }
      return RuntimeAPIRoutes.response(
        .refused(status: status, type: "Fault", message: "A fault on demand: \(fault)"))
    case .connectionLoss(let moment):
      if moment != .request {
        let response = await handle()
        if moment == .middleOfReply, let response {
          var output: [UInt8] = []
          response.serialize(into: &output, answering: head, keepAlive: true)
          try? await connection.socket.send(Array(output[..<(output.count / 2)]))
        }
      }
      connection.socket.reset()
      return nil
    }
  }

  /// Tells the caller what the platform tells of an answer that it refused with this status.
  private func refuse(_ requestID: String, of environment: EnvironmentID, _ status: Int) {
    switch status {
    case 410:
      controlPlane.discard(
        requestID, of: environment, type: "Sandbox.Timedout", message: "The answer came too late",
        now: .now)
    case 413:
      controlPlane.discard(
        requestID, of: environment, type: "Function.ResponseSizeTooLarge",
        message: "The answer is too large", now: .now)
    default: return
    }
    perform()
  }
}

extension ControlPlane {
  /// Answers an invocation with an error in place of what its runtime has posted.
  mutating func discard(
    _ requestID: String, of id: EnvironmentID, type: String, message: String, now: Instant
  ) {
    guard let environment = environments[id], let invocation = invocation(requestID, of: id)
    else { return }
    let answer = Failure(type: type, message: message).answer(requestID: requestID)
    if environment.concurrency != nil {
      takeConcurrently(answer, to: requestID, from: id, now: now)
    } else if environment.state == .running {
      environments[id]?.state = .responseSent
      environments[id]?.respondedAt = now
      settle(invocation, with: answer)
    }
  }
}

extension InvokeError {
  /// The error that the API has with a status.
  fileprivate static func fault(_ status: Int) -> InvokeError {
    if status == 429 { return throttled }
    let name =
      switch status {
      case 403: "AccessDeniedException"
      case 404: "ResourceNotFoundException"
      case 413: "RequestTooLargeException"
      case 500...: "ServiceException"
      default: "InvalidParameterValueException"
      }
    return InvokeError(status: status, name: name, message: "A fault on demand")
  }
}
