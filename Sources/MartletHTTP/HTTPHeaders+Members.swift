extension HTTPHeaders {
  /// The members of a comma-separated list field, over all its field lines.
  func members(of name: String) -> [Substring] {
    values(for: name).flatMap(HTTPHeaders.members(in:))
  }

  /// The members of one value of a comma-separated list field.
  ///
  /// Surrounding whitespace is removed and empty members are skipped, as RFC 9110 §5.6.1.2 asks of
  /// recipients. Quoted strings are not understood; the fields read here (Connection, Expect) hold
  /// none that would be accepted.
  static func members(in value: String) -> [Substring] {
    value.utf8.split(separator: UInt8(ascii: ","))
      .map { Substring($0).trimmingOptionalWhitespace() }
      .filter { !$0.isEmpty }
  }
}
