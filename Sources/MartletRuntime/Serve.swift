/// Makes the function and serves its invocations, for as long as the source has any.
///
/// The whole path of an invocation is this frame: next, decode, handle, encode, respond.
///
/// - Throws: `RuntimeError` when the source is lost, or the init phase's error once the source
///   has it: either way the process has nothing left to do.
func serve<F: Function>(
  _ type: F.Type, from source: some InvocationSource, coldStart: ColdStart
) async throws {
  var coldStart = coldStart
  var function: F
  coldStart.initBegin = ColdStart.now
  do {
    function = try await F()
  } catch {
    await source.failInit(with: ErrorDocument(error))
    throw error
  }
  coldStart.initEnd = ColdStart.now
  source.didInit(coldStart)

  while true {
    flushStandardOutput()
    let invocation = try await source.next()
    let body: [UInt8]
    do {
      let event = try F.decode(invocation.event)
      let output = try await function.handle(event, context: invocation.context)
      body = try F.encode(output)
    } catch {
      let document = ErrorDocument(error)
      invocation.context.log.write(.error, "the invocation failed", document: document)
      flushStandardOutput()
      try await source.fail(invocation, with: document)
      continue
    }
    flushStandardOutput()
    try await source.respond(to: invocation, with: body, contentType: F.contentType)
  }
}
