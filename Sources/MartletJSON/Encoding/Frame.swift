/// A value that is being encoded: what it has turned out to be so far.
struct Frame: BitwiseCopyable {
  enum Kind: UInt8 { case none, scalar, array, object }

  var kind = Kind.none
  /// Whether each key comes behind the one before it, as it does where a type's members are in order.
  var isOrdered = true
  /// Whether a key has an escape, so that its bytes are not those that it is ordered by.
  var hasEscapes = false
  /// Elements or members so far.
  var count = 0
  /// Where its text begins.
  let start: Int
  /// Where its members begin among those of all objects that are open.
  let members: Int
}

/// A member of an object that is being encoded: where its key's opening quote is, and how long the
/// key's literal is without its quotes.
struct Member: BitwiseCopyable {
  var start: Int
  let length: Int
}
