import Martlet
import Testing

struct ContextJSONTests {
  @Test func `a client context is decoded`() throws {
    let context = Context(
      clientContextJSON: """
        {"client": {"installation_id": "i", "app_title": "t", "app_version_name": "n",
          "app_version_code": "c", "app_package_name": "p"},
         "custom": {"key": "value"}, "env": {"locale": "de"}, "services": {"another": [1]}}
        """)
    let client = try #require(try context.clientContext)
    #expect(client.client?.installationID == "i")
    #expect(client.client?.appTitle == "t")
    #expect(client.client?.appVersionName == "n")
    #expect(client.client?.appVersionCode == "c")
    #expect(client.client?.appPackageName == "p")
    #expect(client.custom == ["key": "value"])
    #expect(client.env == ["locale": "de"])
  }

  @Test func `a Cognito identity is decoded`() throws {
    let context = Context(
      cognitoIdentityJSON: #"{"cognitoIdentityId": "a", "cognitoIdentityPoolId": "b"}"#)
    let identity = try #require(try context.cognitoIdentity)
    #expect(identity.identityID == "a")
    #expect(identity.identityPoolID == "b")
  }

  @Test func `members may be absent`() throws {
    let context = Context(clientContextJSON: "{}", cognitoIdentityJSON: "{}")
    #expect(try context.clientContext?.client == nil)
    #expect(try context.cognitoIdentity?.identityID == nil)
  }

  @Test func `what the caller did not send is nil`() throws {
    #expect(try Context().clientContext == nil)
    #expect(try Context().cognitoIdentity == nil)
  }

  @Test(arguments: ["", "{", "[]", "null", #"{"custom": 1, "cognitoIdentityId": 1}"#])
  func `what is malformed throws`(json: String) {
    let context = Context(clientContextJSON: json, cognitoIdentityJSON: json)
    #expect(throws: DecodingError.self) { try context.clientContext }
    #expect(throws: DecodingError.self) { try context.cognitoIdentity }
  }
}
