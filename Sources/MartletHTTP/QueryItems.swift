/// The decoded parameters of a query string, in order.
///
/// Parameters are separated by `&`; one without `=` has the empty value, and `+` means a space, as
/// in HTML forms.
public struct QueryItems: Sendable, Hashable {
  private struct Item: Sendable, Hashable {
    var name: String
    var value: String
  }

  private var items: [Item] = []

  /// Takes a query string apart; `nil` and the empty string have no parameters.
  ///
  /// Fails when any parameter has a bad escape or is not UTF-8. Passing over the one that is broken
  /// would let `?Qualifier=%zz` act as if no qualifier were given.
  public init?(_ query: String?) {
    for item in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
      let equals = item.firstIndex(of: UInt8(ascii: "=")) ?? item.endIndex
      guard let name = PercentCoding.decode(item[..<equals], plusIsSpace: true),
        let value = PercentCoding.decode(item[equals...].dropFirst(), plusIsSpace: true)
      else { return nil }
      items.append(Item(name: name, value: value))
    }
  }

  /// The value of the first parameter called `name`; names are case-sensitive.
  public subscript(_ name: String) -> String? {
    items.first { $0.name == name }?.value
  }

  /// Returns the values of all parameters called `name`, in order.
  public func values(for name: String) -> [String] {
    items.lazy.filter { $0.name == name }.map(\.value)
  }
}

extension QueryItems: Sequence {
  /// Returns an iterator over `(name, value)` pairs in the order of the query.
  public func makeIterator() -> AnyIterator<(name: String, value: String)> {
    var base = items.makeIterator()
    return AnyIterator { base.next().map { ($0.name, $0.value) } }
  }
}
