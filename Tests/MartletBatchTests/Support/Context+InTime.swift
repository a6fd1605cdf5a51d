import MartletBatch

extension Context {
  /// A context of an invocation with time enough, however busy the machine is that runs the tests.
  static var inTime: Context { Context(deadline: .now + .seconds(900)) }
}
