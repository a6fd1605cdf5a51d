/// Invocations without a platform, on the same path from event to answer as those that have one.
package enum LocalInvocation {
  /// Decodes the event, has the function handle it, and encodes its output.
  package static func run<F: Function>(
    _ event: [UInt8], by function: inout F, context: Context
  ) async -> LocalAnswer {
    let source = LocalSource()
    // A local source is never lost.
    try? await handle(Invocation(event: event, context: context), with: &function, from: source)
    return source.answer
  }

  /// The same for an event that is there as a value, and returns the output as one.
  package static func run<F: Function>(
    value event: F.Event, by function: inout F, context: Context
  ) async -> (output: F.Output?, answer: LocalAnswer) {
    let source = LocalSource()
    let invocation = Invocation(event: [], context: context)
    var output: F.Output?
    do {
      let value = try await function.handle(event, context: context)
      let response = try F.encode(value)
      output = value
      try? await answer(invocation, with: response, to: source)
    } catch {
      try? await source.fail(invocation, with: failure(error, of: context))
    }
    await finishWork(of: context)
    return (output, source.answer)
  }
}
