internal import MartletHTTP

/// The operations of Lambda's API that invoke a function, by their paths.
enum InvokeOperation {
  case invoke
  case invokeWithResponseStream
  /// Deprecated in favour of `invoke` with the invocation type `Event`, and still called.
  case invokeAsync

  /// The operation of a path and the function's name in it, percent-escapes left in place; nil for
  /// any other path.
  static func parse(_ path: String) -> (operation: Self, name: Substring)? {
    if let name = path.segment(between: "/2015-03-31/functions/", and: "/invocations") {
      return (.invoke, name)
    }
    if let name = path.segment(
      between: "/2021-11-15/functions/", and: "/response-streaming-invocations")
    {
      return (.invokeWithResponseStream, name)
    }
    // The API's description has a slash at the end, which some clients leave out.
    for end in ["/invoke-async/", "/invoke-async"] {
      if let name = path.segment(between: "/2014-11-13/functions/", and: end) {
        return (.invokeAsync, name)
      }
    }
    return nil
  }
}
