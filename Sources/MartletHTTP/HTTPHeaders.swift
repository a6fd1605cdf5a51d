/// An ordered list of HTTP header fields.
///
/// Names compare ASCII-case-insensitively and keep the spelling they came with; a name may occur
/// several times, and the order of fields is kept (RFC 9110 §5.1–5.3). Nothing is checked on the
/// way in: ``HTTPRequestParser`` only ever produces valid fields, and
/// ``HTTPResponse/serialize(into:answering:keepAlive:)`` makes unsafe ones harmless.
public struct HTTPHeaders: Sendable, Hashable {
  private var fields: [Field] = []

  /// Creates an empty list.
  public init() {}

  /// Creates an empty list with room for a number of fields.
  package init(capacity: Int) { fields.reserveCapacity(capacity) }

  /// The number of field lines; a repeated name counts each time.
  public var count: Int { fields.count }

  /// Whether there is no field at all.
  public var isEmpty: Bool { fields.isEmpty }

  /// The value of the first field called `name`, or `nil` when there is none.
  public subscript(_ name: String) -> String? {
    // Nearly all names that differ do so in their lengths, which costs least to compare.
    let length = name.utf8.count
    for index in fields.indices
    where fields[index].name.utf8.count == length && fields[index].isNamed(name) {
      return fields[index].value
    }
    return nil
  }

  /// Returns the value of the first field called `name`, or `nil` where it is absent or empty: some
  /// platforms send every field they know, and leave empty those that say nothing.
  public func present(_ name: String) -> String? {
    guard let value = self[name], !value.isEmpty else { return nil }
    return value
  }

  /// Returns the values of all fields called `name`, in order, one element per field line.
  ///
  /// Lists inside one value (`a, b`) are not taken apart.
  public func values(for name: String) -> [String] {
    fields.lazy.filter { $0.isNamed(name) }.map(\.value)
  }

  /// Adds a field at the end and leaves fields of the same name in place.
  public mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// Adds a field that comes as bytes, invalid UTF-8 repaired. Responses of one server resemble each
  /// other, so that most of their strings need not be made: where the field of `previous` at the same
  /// place has the same bytes, its strings are taken.
  package mutating func append(
    _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer,
    like previous: borrowing HTTPHeaders
  ) {
    // Seldom more, and an array that grows from one would be moved four times.
    if fields.isEmpty { fields.reserveCapacity(12) }
    let model = fields.count < previous.fields.count ? previous.fields[fields.count] : nil
    fields.append(
      Field(
        name: String(decoding: name, unlessEqualTo: model?.name),
        value: String(decoding: value, unlessEqualTo: model?.value)))
  }

  /// Replaces all fields called `name` by one.
  ///
  /// The new field takes the place of the first one replaced, or the end of the list.
  public mutating func set(_ name: String, _ value: String) {
    guard let first = fields.firstIndex(where: { $0.isNamed(name) }) else {
      append(name, value)
      return
    }
    fields[first] = Field(name: name, value: value)
    // The list up to `first` has no other field of that name, so only the rest needs a look.
    let rest = fields[(first + 1)...].filter { !$0.isNamed(name) }
    fields.replaceSubrange((first + 1)..., with: rest)
  }

  /// Removes all fields called `name`; it is not an error when there are none.
  public mutating func remove(_ name: String) {
    fields.removeAll { $0.isNamed(name) }
  }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  /// Creates a list from a literal, in the order written; a name may be repeated.
  public init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { Field(name: $0.0, value: $0.1) }
  }
}

extension HTTPHeaders: Sequence {
  /// Iterates over the fields in order.
  public struct Iterator: IteratorProtocol, Sendable {
    private var base: IndexingIterator<[Field]>

    fileprivate init(_ fields: [Field]) { base = fields.makeIterator() }

    /// Returns the next field, or `nil` after the last one.
    public mutating func next() -> (name: String, value: String)? {
      base.next().map { ($0.name, $0.value) }
    }
  }

  /// Returns an iterator over `(name, value)` pairs in the order of the list.
  public func makeIterator() -> Iterator { Iterator(fields) }

  /// The number of fields, which is known exactly.
  public var underestimatedCount: Int { count }
}

/// One field line. Equality ignores the case of the name, as HTTP does.
private struct Field: Sendable, Hashable {
  var name: String
  var value: String

  func isNamed(_ other: String) -> Bool { name.equalsIgnoringASCIICase(other) }

  static func == (a: Field, b: Field) -> Bool { a.isNamed(b.name) && a.value == b.value }

  func hash(into hasher: inout Hasher) {
    for byte in name.utf8 { hasher.combine(byte.asciiLowercased) }
    hasher.combine(value)
  }
}
