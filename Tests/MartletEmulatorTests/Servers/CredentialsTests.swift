import Glibc
import MartletEmulator
import MartletHTTP
import Testing

/// Credentials of environments that are kept as snapshots. Each test has a process of its own, whose
/// variables it sets.
@Suite(.timeLimit(.minutes(5)))
struct CredentialsTests {
  private static func function(_ initialization: InitializationType) -> FunctionConfiguration {
    var function = scripted("init-address;env")
    function.initialization = initialization
    return function
  }

  /// Sets this process's credentials; nil for none at all.
  private static func set(_ key: String?) {
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"] {
      unsetenv(name)
    }
    setenv("HOME", "/nowhere", 1)
    guard let key else { return }
    setenv("AWS_ACCESS_KEY_ID", key, 1)
    setenv("AWS_SECRET_ACCESS_KEY", "secret", 1)
  }

  private static func value(_ name: String, in variables: String) -> String? {
    variables.split(separator: "\"").first { $0.hasPrefix("\(name)=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }

  @Test func `a restored environment asks for them with its token`() async {
    await #expect(processExitsWith: .success) {
      CredentialsTests.set("key")
      try withEmulator(CredentialsTests.function(.snapStart)) { stage in
        let variables = await stage.invoke().text
        #expect(CredentialsTests.value("AWS_ACCESS_KEY_ID", in: variables) == nil)
        #expect(CredentialsTests.value("AWS_SECRET_ACCESS_KEY", in: variables) == nil)
        let uri = try #require(
          CredentialsTests.value("AWS_CONTAINER_CREDENTIALS_FULL_URI", in: variables))
        #expect(uri.hasPrefix("http://127.0.0.1:") && uri.hasSuffix("/2021-04-23/credentials"))
        let token = try #require(
          CredentialsTests.value("AWS_CONTAINER_AUTHORIZATION_TOKEN", in: variables))
        let connection = try await stage.connectToRuntimeAPI()
        defer { connection.close() }
        let path = "GET /2021-04-23/credentials"
        let answer = try await connection.request(path, ["Authorization: \(token)"])
        #expect(answer.status == 200)
        #expect(
          answer.text.hasPrefix(
            #"{"AccessKeyId":"key","SecretAccessKey":"secret","Token":"","Expiration":"20"#))
        #expect(JSONText.validate(answer.body) == nil)
        for headers in [[], ["Authorization: Bearer \(token)"], ["Authorization: x"]] {
          let refused = try await connection.request(path, headers)
          #expect(refused.status == 404)
          #expect(refused.text == "cannot get credentials for the provided token\n")
        }
      }
    }
  }

  @Test func `an environment that was never a snapshot has them, and nowhere to ask`() async {
    await #expect(processExitsWith: .success) {
      CredentialsTests.set(nil)
      try withEmulator(CredentialsTests.function(.onDemand)) { stage in
        let variables = await stage.invoke().text
        #expect(CredentialsTests.value("AWS_ACCESS_KEY_ID", in: variables) == "martlet")
        #expect(
          CredentialsTests.value("AWS_CONTAINER_CREDENTIALS_FULL_URI", in: variables) == nil)
        let connection = try await stage.connectToRuntimeAPI()
        defer { connection.close() }
        #expect(try await connection.request("GET /2021-04-23/credentials").status == 404)
      }
    }
  }

  @Test func `credentials that are elsewhere are hidden by none`() async {
    await #expect(processExitsWith: .success) {
      CredentialsTests.set(nil)
      setenv("AWS_PROFILE", "work", 1)
      try withEmulator(CredentialsTests.function(.snapStart)) { stage in
        let variables = await stage.invoke().text
        #expect(CredentialsTests.value("AWS_PROFILE", in: variables) == "work")
        for name in ["AWS_ACCESS_KEY_ID", "AWS_CONTAINER_CREDENTIALS_FULL_URI"] {
          #expect(CredentialsTests.value(name, in: variables) == nil)
        }
      }
    }
  }
}
