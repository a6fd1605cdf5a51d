internal import CMartlet
internal import Glibc

/// The response to `next`, made once: of what follows only the request's number changes, in place.
final class EventMessage {
  /// The whole response.
  let bytes: UnsafeMutableRawPointer
  let count: Int
  /// Where the request ID stands, and the invocation ID, which the answer may echo.
  private let ids: [UnsafeMutableRawPointer]
  private let deadline: UnsafeMutableRawPointer

  static let idLength = 36
  private static let firstID = "8476a536-e9f4-11e8-8739-000000000000"
  private static let firstDeadline = "0000000000000"

  init(event: [UInt8], arn: String) {
    var head: [UInt8] = []
    func append(_ text: String) -> Int {
      head += text.utf8
      return head.count
    }
    let request = append("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: ")
    let invocation = append("\(Self.firstID)\r\nLambda-Runtime-Invocation-Id: ")
    let deadline = append("\(Self.firstID)\r\nLambda-Runtime-Deadline-Ms: ")
    _ = append(
      """
      \(Self.firstDeadline)\r
      Lambda-Runtime-Invoked-Function-Arn: \(arn)\r
      Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;\
      Parent=9a9197af755a6419;Sampled=0\r
      Content-Type: application/json\r
      Content-Length: \(event.count)\r
      \r

      """)
    count = head.count + event.count
    bytes = .allocate(byteCount: count, alignment: 16)
    bytes.copyMemory(from: head, byteCount: head.count)
    (bytes + head.count).copyMemory(from: event, byteCount: event.count)
    ids = [bytes + request, bytes + invocation]
    self.deadline = bytes + deadline
  }

  deinit { bytes.deallocate() }

  /// The request ID of the event that was made last.
  var requestID: UnsafeRawPointer { UnsafeRawPointer(ids[0]) }

  /// Makes the next event: counts the IDs up.
  func advance() {
    for id in ids {
      var digit = id.assumingMemoryBound(to: UInt8.self) + (Self.idLength - 1)
      // Twelve digits are more than anybody waits for.
      while true {
        switch digit.pointee {
        case UInt8(ascii: "9"): digit.pointee = UInt8(ascii: "a")
        case UInt8(ascii: "f"):
          digit.pointee = UInt8(ascii: "0")
          digit -= 1
          continue
        default: digit.pointee += 1
        }
        break
      }
    }
  }

  /// Sets until when the events of one process have to be answered.
  func setDeadline(_ milliseconds: Int64) {
    let text = Array(String(milliseconds).utf8)
    guard text.count == Self.firstDeadline.utf8.count else { return }
    deadline.copyMemory(from: text, byteCount: text.count)
  }
}
