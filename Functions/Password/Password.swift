import MartletCloudFormation

/// Makes a password for a stack: a custom resource with the attribute `Value`, of `Length` characters.
///
/// ```yaml
/// DatabasePassword:
///   Type: Custom::Password
///   Properties: { ServiceToken: !GetAtt Password.Arn, Length: 24 }
/// ```
@main
struct Password: CustomResourceFunction {
  /// Without those that look alike.
  static let letters = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")

  func create(
    _ event: CustomResourceEvent, context: Context
  ) async throws -> CustomResourceResponse {
    // Whatever the template has, CloudFormation sends text.
    let text = event.resourceProperties["Length"].map { $0.string ?? "\($0)" } ?? "24"
    guard let length = Int(text), 12...200 ~= length else {
      throw FunctionError("InvalidLength", "a password has 12 to 200 characters, and not \(text)")
    }
    let value = String((0..<length).map { _ in Self.letters[.random(in: Self.letters.indices)] })
    var response = event.success(
      physicalResourceID: "password-\(event.requestID)", data: ["Value": .string(value)])
    response.noEcho = true
    return response
  }

  /// A password that is asked for otherwise is another one: once nothing uses the old one any more,
  /// CloudFormation has it deleted.
  func update(
    _ event: CustomResourceEvent, context: Context
  ) async throws -> CustomResourceResponse {
    try await create(event, context: context)
  }

  /// Nobody keeps it.
  func delete(_ event: CustomResourceEvent, context: Context) async throws {}
}
