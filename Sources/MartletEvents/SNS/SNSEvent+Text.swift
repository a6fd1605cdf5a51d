internal import MartletJSON

extension SNSEvent.Message {
  /// The message as JSON.
  ///
  /// - Throws: `DecodingError` where it is not JSON, or JSON of another shape.
  public func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try JSON.decode(type, from: Array(text.utf8))
  }
}
