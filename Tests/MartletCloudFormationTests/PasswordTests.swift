import MartletCloudFormation
import MartletJSON
import MartletTesting
import Testing

@testable import Password

/// How a custom resource's function is tested. Its event has no `responseURL` unless it is given one, so
/// the output is what CloudFormation would be told.
@Suite(.timeLimit(.minutes(5)))
struct PasswordTests {
  @Test(arguments: [TestPlatform.inProcess, .emulated])
  func `a password is made, and shown to nobody`(platform: TestPlatform) async throws {
    try await withFunction(Password.self, on: platform, .slow) { password in
      let event = CustomResourceEvent(
        requestType: .create, requestID: "1", resourceProperties: ["Length": "30"])
      let response = try await password.invoke(event)
      #expect(response.status == .success)
      #expect(response.physicalResourceID == "password-1")
      #expect(response.noEcho == true)
      let value = try #require(response.data?["Value"]?.string)
      #expect(value.count == 30)
      #expect(value.allSatisfy(Password.letters.contains))
      try await #expect(password.invoke(event).data?["Value"]?.string != value)
    }
  }

  @Test func `another length is another password`() async throws {
    try await withFunction(Password.self, .slow) { password in
      let event = CustomResourceEvent(
        requestType: .update, requestID: "2", physicalResourceID: "password-1")
      let response = try await password.invoke(event)
      #expect(response.physicalResourceID == "password-2")
      #expect(response.data?["Value"]?.string?.count == 24)
    }
  }

  @Test(arguments: ["11", "201", "long"])
  func `a length that makes no sense is refused`(length: String) async throws {
    try await withFunction(Password.self, .slow) { password in
      let refusal = InvocationError(
        "InvalidLength", "a password has 12 to 200 characters, and not \(length)")
      await #expect(throws: refusal) {
        try await password.invoke(
          .init(requestType: .create, resourceProperties: ["Length": .string(length)]))
      }
    }
  }

  /// The whole way: another process, its loop, and the `curl` program.
  @Test(.platform(.emulated)) func `CloudFormation is told by the executable`() async throws {
    try await withServer(.status(503), .status(200)) { server in
      try await withFunction(Password.self, .slow) { password in
        var event = CustomResourceEvent.sample
        event.responseURL = server.url
        event.requestType = .delete
        try await #expect(password.invoke(event) == event.success())
        event.requestType = .create
        event.resourceProperties = ["Length": "1"]
        let failure = event.failure("a password has 12 to 200 characters, and not 1")
        try await #expect(password.invoke(event) == failure)
        let told = try server.requests.map { request in
          let (_, body) = try #require(PutServer.parts(of: request))
          return try JSON.decode(CustomResourceResponse.self, from: Array(body.utf8))
        }
        #expect(told == [event.success(), event.success(), failure])
      }
    }
  }
}
