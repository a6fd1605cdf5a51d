internal import MartletJSON

extension ConfigEvent {
  /// Why the function is asked: `invokingEvent`, decoded.
  ///
  /// - Throws: `DecodingError` where it has another shape.
  public func invoked() throws -> Invocation {
    try JSON.decode(Invocation.self, from: Array(invokingEvent.utf8))
  }

  /// The rule's parameters: `ruleParameters`, decoded.
  ///
  /// - Throws: `DecodingError` where they have another shape.
  public func parameters<T: Decodable>(_ type: T.Type) throws -> T {
    try JSON.decode(type, from: Array((ruleParameters ?? "{}").utf8))
  }
}
