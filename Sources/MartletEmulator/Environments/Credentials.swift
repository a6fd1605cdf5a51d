internal import Glibc
internal import MartletHTTP

/// The credentials that a function finds as its role's: this process's own, or some that mean nothing,
/// because SDKs look elsewhere, slowly, where they find none.
struct Credentials {
  static let variables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]

  /// By the variables' names.
  let values: [String: String]
  /// Whether they are this process's own.
  let areInherited: Bool

  /// Nil where an SDK finds real ones in another way, which these would hide: it looks here first.
  static var current: Credentials? {
    if ProcessEnvironment.value(variables[0]) != nil {
      let values = variables.compactMap { name in
        ProcessEnvironment.value(name).map { (name, $0) }
      }
      return Credentials(values: Dictionary(uniqueKeysWithValues: values), areInherited: true)
    }
    guard !areElsewhere else { return nil }
    return Credentials(
      values: Dictionary(uniqueKeysWithValues: variables.map { ($0, "martlet") }),
      areInherited: false)
  }

  private static var areElsewhere: Bool {
    let variables = [
      "AWS_PROFILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
      "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_WEB_IDENTITY_TOKEN_FILE",
      "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE",
    ]
    if variables.contains(where: { ProcessEnvironment.value($0) != nil }) { return true }
    guard let home = ProcessEnvironment.value("HOME") else { return false }
    return ["credentials", "config"].contains { access("\(home)/.aws/\($0)", R_OK) == 0 }
  }

  /// The variables by which an SDK asks for them.
  static func place(at runtimeAPI: String, token: String) -> [String: String] {
    [
      "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://\(runtimeAPI)\(CredentialsRoutes.path)",
      "AWS_CONTAINER_AUTHORIZATION_TOKEN": token,
    ]
  }

  /// As an SDK reads them from the platform.
  func json(until expiration: String) -> String {
    let members = [
      ("AccessKeyId", values[Self.variables[0]]), ("SecretAccessKey", values[Self.variables[1]]),
      ("Token", values[Self.variables[2]]), ("Expiration", expiration),
    ]
    return "{\(members.map { "\"\($0)\":\(JSONText.quote($1 ?? ""))" }.joined(separator: ","))}"
  }
}
