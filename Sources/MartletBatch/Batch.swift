/// An event that is a batch of records.
public protocol Batch: Decodable {
  /// What the batch holds.
  associatedtype Record: BatchRecord
  /// How the source is told what failed.
  associatedtype Response: Encodable

  /// The records, in the order in which they are to be handled.
  var batch: [Record] { get }

  /// Tells the source which records are to be delivered again.
  ///
  /// - Parameter records: in the batch's order.
  static func response(to records: [Record]) -> Response
}

/// One of a batch's records.
public protocol BatchRecord: Sendable {
  /// What names a sequence of records that must be handled one after the other.
  associatedtype Sequence: Hashable
  /// What names a part of a stream.
  associatedtype Checkpoint: Hashable

  /// What the identifier is called in the log: `messageID`, `sequenceNumber`.
  static var identifierName: String { get }
  /// Names the record in its source.
  var identifier: String { get }
  /// The sequence that the record belongs to; nil where its order does not matter. Once a record of
  /// a sequence has failed, the later ones are not handled and go back too.
  var sequence: Sequence? { get }
  /// The part of a stream that the record lies in, which its source delivers again from the first
  /// record that failed on; nil where records go back one by one.
  var checkpoint: Checkpoint? { get }
}
