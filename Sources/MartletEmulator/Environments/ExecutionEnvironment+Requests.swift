/// Whose request a line belongs to.
extension ExecutionEnvironment {
  /// The request in a line that an environment with several invocations at a time wrote: where one
  /// of them writes its ID, as logs in JSON do, the line is its own.
  func request(in line: [UInt8]) -> String? {
    guard !requestIDs.isEmpty else { return nil }
    let length = 36
    let hyphen = UInt8(ascii: "-")
    var start = 0
    while start + length <= line.count {
      // Of a UUID's hyphens the first is its ninth byte.
      if line[start + 8] == hyphen, line[start + 13] == hyphen {
        let text = String(decoding: line[start..<start + length], as: UTF8.self)
        if requestIDs.contains(text) { return text }
      }
      start += 1
    }
    return nil
  }

  /// An invocation begins.
  func began(_ requestID: String) {
    if isConcurrent { requestIDs.insert(requestID) } else { self.requestID = requestID }
  }

  /// An invocation is over.
  func ended(_ requestID: String?) {
    if let requestID, isConcurrent { requestIDs.remove(requestID) }
    self.requestID = nil
  }
}
