import Martlet

/// Has one record handled, under its ID in the log.
///
/// - Returns: whether it succeeded; what it threw is logged.
func attempt<Record: BatchRecord>(
  _ record: Record, _ context: Context, _ handle: (Context) async throws -> Void
) async -> Bool {
  var context = context
  context.log = context.log.with([Record.identifierName: .string(record.identifier)])
  do {
    try await handle(context)
    return true
  } catch {
    context.log.error("the record failed and goes back to its source", error: error)
    return false
  }
}

extension BatchRun {
  /// Says so where records were left because the time was up.
  func logLeftRecords(_ context: Context) {
    guard isOutOfTime else { return }
    context.log.warn(
      "the time is up: what is left of the batch goes back to its source unhandled")
  }
}
