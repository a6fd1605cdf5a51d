import Testing

@testable import MartletEmulator

struct TimelineTests {
  private static func line(_ kind: Timeline.Kind, _ requestID: String? = "A") -> String? {
    let entry = Timeline.Entry(
      function: "F", environment: EnvironmentID(number: 1), requestID: requestID, kind: kind)
    return entry.logLine.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `lines read as on Lambda`() {
    #expect(Self.line(.start) == "START RequestId: A Version: $LATEST")
    #expect(Self.line(.end) == "END RequestId: A")
    #expect(Self.line(.log(Array("text".utf8))) == "text")
    #expect(
      Self.line(.exit("Runtime exited", errorType: "Runtime.ExitError"))
        == "RequestId: A Error: Runtime exited\nRuntime.ExitError")
    #expect(
      Self.line(.exit("Runtime exited", errorType: "Runtime.ExitError"), nil) == "Runtime exited")
    #expect(
      Self.line(
        .initFailed(
          .init(
            duration: .milliseconds(154), errorType: "Runtime.ExitError", phase: .initialization)))
        == "INIT_REPORT Init Duration: 154.00 ms\tPhase: init\tStatus: error\t"
        + "Error Type: Runtime.ExitError")
    #expect(
      Self.line(
        .initFailed(
          .init(duration: .seconds(10), errorType: "Sandbox.Timedout", phase: .invoke)))
        == "INIT_REPORT Init Duration: 10000.00 ms\tPhase: invoke\tStatus: timeout")
    #expect(
      Self.line(.timeout("Task timed out after 3.00 seconds"))?
        .wholeMatch(
          of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z A Task timed out after 3.00 seconds/#)
        != nil)
  }

  @Test func `an invocation of Managed Instances begins with a tab before its version`() {
    let entry = Timeline.Entry(
      function: "F", environment: EnvironmentID(number: 1), requestID: "A", kind: .start,
      initialization: .managedInstances(maximumConcurrency: 2))
    #expect(entry.logLine == Array("START RequestId: A\tVersion: $LATEST".utf8))
  }

  @Test func `what begins has the version that runs`() {
    let version =
      "Runtime Version: provided:al2023.v0\tRuntime Version ARN: "
      + "arn:aws:lambda:us-east-1::runtime:\(String(repeating: "0", count: 64))"
    #expect(Self.line(.initStart(.initialization)) == "INIT_START \(version)")
    #expect(Self.line(.restoreStart) == "RESTORE_START \(version)")
  }

  @Test(arguments: [
    (nil, ""), ("Sandbox.Timedout", "\tStatus: timeout"),
    ("Runtime.AfterRestoreError", "\tStatus: error\tError Type: Runtime.AfterRestoreError"),
  ])
  func `a restore has its duration, and its status where it failed`(type: String?, status: String) {
    #expect(
      Self.line(.restoreReport(.init(duration: .microseconds(12_340), errorType: type)))
        == "RESTORE_REPORT Restore Duration: 12.34 ms\(status)")
  }

  @Test func `what Lambda does not log has no line`() {
    #expect(Self.line(.initStart(.invoke)) == nil)
    #expect(Self.line(.initDone(.seconds(1), .initialization)) == nil)
  }

  @Test func `the log's tail is its last 4096 bytes`() {
    var tail = LogTail()
    tail.append("one".utf8)
    tail.append("two".utf8)
    #expect(tail.bytes == Array("one\ntwo\n".utf8))
    tail.append(String(repeating: "x", count: 4090).utf8)
    #expect(tail.bytes.count == 4096)
    #expect(
      tail.bytes.starts(with: "\ntwo\n".utf8.dropFirst(0)) || tail.bytes.starts(with: "two\n".utf8))
    tail.append([UInt8](repeating: 121, count: 10_000))
    #expect(tail.bytes == [UInt8](repeating: 121, count: 4095) + [10])
  }

  @Test func `dates are HTTP's`() {
    #expect(WallClock.httpDate(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
  }
}
