/// A function behind a custom resource of CloudFormation, which is always answered: with what the
/// function returns; with the reason where it throws, or is about to reach its deadline.
///
/// ```swift
/// @main
/// struct Tables: CustomResourceFunction {
///   func create(_ event: CustomResourceEvent, context: Context) async throws -> CustomResourceResponse {
///     let table = try await makeTable(event.resourceProperties)
///     return event.success(physicalResourceID: table.name, data: ["Arn": .string(table.arn)])
///   }
///
///   func update(_ event: CustomResourceEvent, context: Context) async throws -> CustomResourceResponse {
///     try await changeTable(event.physicalResourceID, event.resourceProperties)
///     return event.success()
///   }
///
///   func delete(_ event: CustomResourceEvent, context: Context) async throws {
///     try await dropTable(event.physicalResourceID)
///   }
/// }
/// ```
///
/// Without an answer, a stack waits for an hour, and once more while it rolls back. An event with a
/// `responseURL` is answered there (see `CustomResourceResponse.deliver`); an error that `create`,
/// `update` or `delete` throws is logged and told to CloudFormation, and the invocation is a success,
/// so that the platform does not try it again behind the answer. An answer that cannot be delivered
/// fails the invocation, and the platform does try again: each of the three has to be idempotent.
///
/// An event without a `responseURL`, as a test sends it, or with the `...` that the CDK's provider
/// framework puts there, is answered by the function's output and its errors, of which a returned
/// failure becomes one: the framework reads no status.
///
/// What no function can answer for is a trap: the process is gone. After a trap or a timeout the
/// platform tries an event again; with `MaximumRetryAttempts` 0 for the function it does not.
public protocol CustomResourceFunction: Function
where Event == CustomResourceEvent, Output == CustomResourceResponse {
  /// Makes the resource.
  ///
  /// - Returns: `event.success(physicalResourceID:data:)`, or `event.failure(_:)`.
  mutating func create(
    _ event: CustomResourceEvent, context: Context
  ) async throws -> CustomResourceResponse

  /// Changes the resource. A response with another `physicalResourceID` than the event's says that it
  /// was replaced: CloudFormation then asks for the old one's deletion.
  mutating func update(
    _ event: CustomResourceEvent, context: Context
  ) async throws -> CustomResourceResponse

  /// Deletes the resource. It is asked for too after a creation has failed, with the ID that the
  /// failure had: the `logicalResourceID`, where `create` threw.
  mutating func delete(_ event: CustomResourceEvent, context: Context) async throws

  /// How long before the deadline CloudFormation is told that the function has not come to an end;
  /// 2 seconds where a function does not say. The call itself takes tenths of a second with the
  /// smallest memory size.
  var reserve: Duration { get }
}

extension CustomResourceFunction {
  /// 2 seconds.
  public var reserve: Duration { .seconds(2) }

  /// Does what CloudFormation asks, and answers it.
  ///
  /// - Throws: `DeliveryError` where the answer is not delivered, and any error where there is no
  ///   `responseURL`.
  public mutating func handle(
    _ event: CustomResourceEvent, context: Context
  ) async throws -> CustomResourceResponse {
    guard event.responseURL?.contains("://") == true else {
      let response = try await respond(to: event, context)
      guard response.status == .success else {
        throw FunctionError("CustomResourceFailed", response.reason ?? "the resource failed")
      }
      return response
    }
    let courier = try Courier(for: event, context, reserve: reserve)
    var response: CustomResourceResponse
    do {
      response = fitting(try await respond(to: event, context), to: event, context)
    } catch {
      context.log.error("the custom resource failed", error: error)
      response = event.failure("\(error)")
    }
    let delivered = try await courier.deliver(response)
    if delivered != response {
      context.log.error(
        "the function came to its end after CloudFormation was told of its failure",
        metadata: ["physicalResourceID": .string(response.physicalResourceID)])
    }
    // What is not to be shown has no place in the output, which the platform passes on and keeps.
    var output = delivered
    if output.noEcho == true { output.data = nil }
    return output
  }

  /// The response or, where that is none for CloudFormation, a failure that still names what was made.
  private func fitting(
    _ response: CustomResourceResponse, to event: CustomResourceEvent, _ context: Context
  ) -> CustomResourceResponse {
    do {
      _ = try response.fittingBody()
      return response
    } catch {
      context.log.error("the response is none for CloudFormation", error: error)
      let failure = event.failure(error.message, physicalResourceID: response.physicalResourceID)
      // An ID that is itself too long is named by the log alone.
      return (try? failure.fittingBody()) == nil ? event.failure(error.message) : failure
    }
  }

  /// Does it. Whichever way the response was made, it bears the IDs of the event that it answers.
  private mutating func respond(
    to event: CustomResourceEvent, _ context: Context
  ) async throws -> CustomResourceResponse {
    var response = try await perform(event, context)
    response.stackID = event.stackID
    response.requestID = event.requestID
    response.logicalResourceID = event.logicalResourceID
    if response.physicalResourceID.isEmpty {
      response.physicalResourceID = event.physicalResourceID ?? event.logicalResourceID
    }
    return response
  }

  private mutating func perform(
    _ event: CustomResourceEvent, _ context: Context
  ) async throws -> CustomResourceResponse {
    switch event.requestType {
    case .create: return try await create(event, context: context)
    case .update: return try await update(event, context: context)
    case .delete:
      try await delete(event, context: context)
      return event.success()
    default:
      throw FunctionError(
        "UnknownRequest",
        "the request \(event.requestType.rawValue) is not known: it is none of Create, Update and Delete"
      )
    }
  }
}
