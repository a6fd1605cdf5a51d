/// A `URL` by its own coding: a reference, and what it is relative to.
struct URLForm: Decodable {
  private let relative: String
  private let base: String?

  /// The URL as one string.
  var absolute: String {
    guard let base else { return relative }
    return URLReference(relative).resolved(against: URLReference(base)).text
  }
}
