internal import MartletCurl

/// Makes the function and serves its invocations, for as long as the source has any: the life of an
/// execution environment.
///
/// - Throws: `RuntimeError` when the source is lost, or what ended the init phase once the source
///   has it: either way the process has nothing left to do.
func serve<F: Function>(
  _ type: F.Type, from source: some InvocationSource, on loop: RunLoop
) async throws {
  var function: F
  ColdStart.record(.initBegin)
  do {
    function = try await F()
  } catch {
    await source.failInit(with: ErrorDocument(error))
    throw error
  }
  ColdStart.record(.initEnd)
  if source.isSnapshot { try await passThroughSnapshot(&function, source) }
  if F._handlesShutdown { await source.watchShutdown() }
  flushStandardOutput()

  if F._isConcurrent, source.concurrency > 1 {
    try await serveConcurrently(function, from: source, on: loop)
  } else {
    if source.concurrency > 1 {
      Log.process.warn(
        """
        AWS_LAMBDA_MAX_CONCURRENCY is \(source.concurrency), but \(F.self) handles one invocation at \
        a time; conform it to ConcurrentFunction
        """)
    }
    source.didInit(pollers: 1)
    while let invocation = try await source.next() {
      try await handle(invocation, with: &function, from: source)
    }
  }

  if F._handlesShutdown, let deadline = source.shutdownDeadline {
    await shutDown(function, before: deadline, on: loop)
  }
}

/// One invocation, from its event to its answer and what is left to do behind it: decode, handle,
/// encode, respond.
///
/// - Throws: when the source is lost. What goes wrong with the invocation is its answer.
func handle<F: Function>(
  _ invocation: consuming Invocation, with function: inout F, from source: some InvocationSource
) async throws(RuntimeError) {
  let context = invocation.context
  let response: Response
  do {
    let event = try F.decode(invocation.event)
    let output = try await function.handle(event, context: context)
    response = try F.encode(output)
  } catch {
    let document = failure(error, of: context)
    flushStandardOutput()
    try await source.fail(invocation, with: document)
    return await finishWork(of: context)
  }
  flushStandardOutput()
  try await answer(invocation, with: response, to: source)
  await finishWork(of: context)
}

/// Sends a response, as a whole or part by part.
func answer(
  _ invocation: consuming Invocation, with response: Response, to source: some InvocationSource
) async throws(RuntimeError) {
  switch response.body {
  case .bytes(let bytes):
    try await source.respond(to: invocation, with: bytes, contentType: response.contentType)
  case .stream(let head, let write):
    try await stream(invocation, response.contentType, head, write, to: source)
  }
}

private func stream(
  _ invocation: consuming Invocation, _ contentType: String, _ head: HTTPHead?,
  _ write: Response.Writing, to source: some InvocationSource
) async throws(RuntimeError) {
  let context = invocation.context
  let prelude: [UInt8]
  do {
    prelude = try head?.prelude() ?? []
  } catch {
    return try await source.fail(invocation, with: failure(error, of: context))
  }
  let writer = ResponseWriter(
    invocation, from: source, contentType: contentType, prelude: prelude)
  do {
    try await write(writer)
  } catch {
    return try await writer.fail(with: failure(error, of: context))
  }
  try await writer.finish()
}

/// Runs what the handler has left for the time after its answer. Its errors concern nobody who
/// waits: they are logged.
func finishWork(of context: Context) async {
  TrapReport.end()
  while let work = context.deferredWork.takeFirst() {
    do {
      try await work()
    } catch {
      context.log.error("work after the response failed", error: error)
    }
  }
  flushStandardOutput()
}

/// Logs what ended an invocation.
func failure(_ error: any Error, of context: Context) -> ErrorDocument {
  let document = ErrorDocument(error)
  context.log.write(.error, "the invocation failed", document: document)
  return document
}
