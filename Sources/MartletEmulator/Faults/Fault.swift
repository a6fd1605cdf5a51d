/// Something that goes wrong once, on demand: what a function, or its caller, has to live through.
///
/// A fault waits for its occasion and meets the first one. It is real: the server answers with that
/// status, the connection is reset, the process is killed.
public struct Fault: Sendable, Hashable {
  enum Kind: Hashable {
    case throttled
    case initFailure
    case kill
    case status(Int)
    case connectionLoss(Moment)
  }

  /// A call that can meet a fault.
  public enum Call: String, Sendable, Hashable {
    /// A caller's, of the Invoke API.
    case invoke
    /// The runtime's `next`, when there is an event to hand over.
    case next
    /// The runtime's `response` or `error`.
    case answer
  }

  /// When in a call its connection is lost.
  public enum Moment: String, Sendable, Hashable {
    /// Before the platform has taken what the call says.
    case request
    /// Once the platform has taken it, before a byte of the reply.
    case reply
    /// In the middle of the reply.
    case middleOfReply = "middle of reply"
  }

  let kind: Kind
  /// The call that it waits for; nil where it waits for none.
  let call: Call?

  /// An invocation is refused as one too many: 429, `TooManyRequestsException`.
  public static let throttled = Fault(kind: .throttled, call: nil)

  /// A process ends before it has asked for its first event. The platform tries a failed init phase
  /// once more, for the invocation that waits; with a second such fault that invocation fails.
  public static let initFailure = Fault(kind: .initFailure, call: nil)

  /// The process is killed in a call of the Runtime API, with an event or an answer in its hands.
  public static func kill(on call: Call) -> Fault { Fault(kind: .kill, call: call) }

  /// A call is answered with a status in its reply's place.
  ///
  /// An answer refused with 413 is an error for the caller, as one that is too large, and one
  /// refused with 410 as one that came too late. One refused otherwise is not taken: the runtime
  /// that asks for the next event is given the same again. With 500 the platform has the runtime end.
  public static func status(_ status: Int, on call: Call) -> Fault {
    Fault(kind: .status(status), call: call)
  }

  /// The connection of a call is reset.
  public static func connectionLoss(on call: Call, at moment: Moment = .request) -> Fault {
    Fault(kind: .connectionLoss(moment), call: call)
  }
}

extension Fault: CustomStringConvertible {
  /// Such as `status 413 on answer`.
  public var description: String {
    let place = call.map { " on \($0.rawValue)" } ?? ""
    return switch kind {
    case .throttled: "throttled"
    case .initFailure: "init failure"
    case .kill: "kill\(place)"
    case .status(let status): "status \(status)\(place)"
    case .connectionLoss(let moment): "connection loss\(place), at \(moment.rawValue)"
    }
  }
}

extension [Fault] {
  /// Takes out the first such fault, where there is one.
  package mutating func take(_ fault: Fault) -> Bool {
    guard let index = firstIndex(of: fault) else { return false }
    remove(at: index)
    return true
  }
}
