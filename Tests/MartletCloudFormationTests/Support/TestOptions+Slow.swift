import MartletTesting

extension TestOptions {
  /// Time enough for a function however busy the machine is that runs the tests: one that is late is
  /// answered for.
  static var slow: TestOptions { TestOptions(timeout: .seconds(900)) }
}
