extension Log {
  /// Values by name, in the order in which they were given.
  ///
  /// No dictionary, because a log line is easier to read in its writer's order and is written more
  /// often than looked into.
  public struct Metadata: Sendable {
    private var members: [(key: String, value: Value)] = []

    /// Takes the values of a dictionary, in the order of their names.
    public init(_ values: [String: Value]) {
      members = values.sorted { $0.key < $1.key }
    }

    init(_ members: [(String, Value)]) {
      for (key, value) in members { self[key] = value }
    }

    /// Whether there are no values.
    public var isEmpty: Bool { members.isEmpty }

    /// How many values there are.
    public var count: Int { members.count }

    /// The value of a name; nil where there is none. Setting nil removes it.
    public subscript(key: String) -> Value? {
      get { members.first { $0.key == key }?.value }
      set {
        let index = members.firstIndex { $0.key == key }
        switch (index, newValue) {
        case (let index?, let value?): members[index].value = value
        case (let index?, nil): members.remove(at: index)
        case (nil, let value?): members.append((key, value))
        case (nil, nil): break
        }
      }
    }

    /// Takes the values of another in addition; where both have one, the other's stays.
    public mutating func merge(_ other: Metadata) {
      guard !isEmpty else {
        self = other
        return
      }
      for (key, value) in other.members { self[key] = value }
    }
  }
}

extension Log.Metadata: ExpressibleByDictionaryLiteral {
  /// Takes values in their order; of several under one name the last stays.
  public init(dictionaryLiteral members: (String, Log.Value)...) { self.init(members) }
}

extension Log.Metadata: Sequence {
  /// Goes through the values in their order.
  public func makeIterator() -> IndexingIterator<[(key: String, value: Log.Value)]> {
    members.makeIterator()
  }
}

extension Log.Metadata: Equatable {
  /// Whether both have the same values; their order is for readers alone.
  public static func == (left: Log.Metadata, right: Log.Metadata) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }
}
