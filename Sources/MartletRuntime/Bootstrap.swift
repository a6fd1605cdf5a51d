internal import CMartlet
internal import Glibc
internal import MartletCurl

extension Function {
  /// Runs the function as a custom-runtime bootstrap; `@main` calls it.
  ///
  /// It is synchronous and owns the process's only thread: an `async` main would start a thread
  /// pool, which costs up to 20 ms of a static executable's start.
  public static func main() {
    ColdStart.record(.main)
    Bootstrap.run(functions: []) { _ in Self.self }
  }
}

extension Host {
  /// Runs the function that `_HANDLER` names as a custom-runtime bootstrap; `@main` calls it.
  public static func main() {
    ColdStart.record(.main)
    let functions = functions
    Bootstrap.run(functions: functions) {
      handler throws(RuntimeError) in try functions.function(named: handler)
    }
  }
}

/// The process of a function, from `main` to its exit status.
enum Bootstrap {
  /// Never returns: a bootstrap ends when its platform does. Status 0 is for an environment that was
  /// shut down, after what its function does about it.
  static func run(
    functions: [Registration],
    choose: @escaping @Sendable (_ handler: String?) throws(RuntimeError) -> any Function.Type
  ) -> Never {
    if let argument = martlet_first_argument(), strcmp(argument, "--martlet-functions") == 0 {
      for function in functions { print(function.name) }
      exit(0)
    }
    martlet_line_buffer_stdout()
    PlatformLog.open()
    do {
      let environment = try Environment.current(function: functions.first?.name)
      TrapReport.install(runtimeAPI: environment.runtimeAPI)
      let loop = try RunLoop()
      loop.becomeMainActor()
      try loop.run {
        let source = try RuntimeAPI(environment, on: loop, traceVariable: TraceVariable())
        let function: any Function.Type
        do {
          if let problem = environment.problem { throw problem }
          function = try choose(environment.handler)
        } catch {
          await source.failInit(with: ErrorDocument(error))
          throw error
        }
        try await serve(function, from: source, on: loop)
      }
      exit(0)
    } catch let error as RuntimeError where error.code == .invalidEnvironment {
      // For the person who started the process by hand: the sentence alone.
      logError(error.message)
    } catch {
      Log.process.fatal("the function ends", error: error)
    }
    exit(1)
  }
}

extension [Registration] {
  /// The function that `_HANDLER` names; where it is not set, the only one there is.
  func function(named handler: String?) throws(RuntimeError) -> any Function.Type {
    let named = handler.map { handler in filter { $0.name == handler } } ?? self
    if named.count == 1 { return named[0].function }
    let names = map(\.name).sorted().joined(separator: ", ")
    let message =
      switch (handler, named.isEmpty) {
      case (let handler?, true): "_HANDLER is \"\(handler)\"; the functions here are: \(names)"
      case (let handler?, false): "the function \"\(handler)\" is registered more than once"
      case (nil, _): "_HANDLER is not set; set it to one of the functions here: \(names)"
      }
    throw RuntimeError(.handlerNotFound, message)
  }
}
