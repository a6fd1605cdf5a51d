internal import MartletHTTP

extension InvocationAnswer {
  /// The type of the error that says that a function is not served.
  static let notFound = "ResourceNotFoundException"

  /// The type of the error that says that the platform itself cannot go on.
  static let serviceFailure = "ServiceException"

  /// An error that the platform reports in the function's place, in the shape AWS documents.
  static func failure(_ type: String, _ message: String) -> InvocationAnswer {
    let json =
      "{\"errorType\":\(JSONText.quote(type)),\"errorMessage\":\(JSONText.quote(message))}"
    var answer = InvocationAnswer(payload: Array(json.utf8), errorType: type)
    answer.platformMessage = message
    return answer
  }
}
