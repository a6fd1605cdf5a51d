internal import MartletRuntime

extension StreamedAnswer {
  init(_ answer: LocalAnswer, event: String) {
    contentType = answer.contentType
    parts = answer.parts
    failure = answer.failure.map {
      InvocationError(
        type: $0.type, message: $0.message, payload: String(decoding: $0.payload, as: UTF8.self),
        event: event)
    }
  }
}
