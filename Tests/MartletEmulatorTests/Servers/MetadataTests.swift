import MartletEmulator
import MartletHTTP
import Testing

@Suite(.timeLimit(.minutes(5)))
struct MetadataTests {
  @Test func `an environment's metadata is for who has its token`() throws {
    try withEmulator(scripted("init-address;env")) { stage in
      let variables = await stage.invoke().text
      let connection = try await stage.connectToRuntimeAPI()
      defer { connection.close() }
      let name = "AWS_LAMBDA_METADATA_TOKEN="
      let rest = try #require(variables.split(separator: name).dropFirst().first)
      let token = rest.prefix { $0 != "\"" }
      let path = "/2026-01-15/metadata/execution-environment"
      let answer = try await connection.request("GET \(path)", ["Authorization: Bearer \(token)"])
      #expect(answer.status == 200)
      #expect(answer.text == #"{"AvailabilityZoneID":"use1-az1"}"#)
      #expect(answer["Cache-Control"] == "private, max-age=43200, immutable")
      for headers in [[], ["Authorization: Bearer x"], ["Authorization: \(token)"]] {
        let refused = try await connection.request("GET \(path)", headers)
        #expect(refused.status == 401 && refused.text == "Unauthorized\n")
      }
      #expect(try await connection.request("PUT \(path)", body: "").status == 405)
      #expect(variables.contains("AWS_LAMBDA_METADATA_API=127.0.0.1:"))
    }
  }
}
