import Testing

@testable import MartletEmulator

struct IdentifiersTests {
  @Test func `request IDs are random UUIDs in lower case`() {
    let ids = (0..<1000).map { _ in Identifiers.uuid() }
    #expect(Set(ids).count == 1000)
    #expect(
      ids.allSatisfy {
        $0.wholeMatch(of: #/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#)
          != nil
      })
  }

  @Test func `trace headers are X-Ray's`() {
    for _ in 0..<1000 {
      let trace = Identifiers.trace()
      #expect(
        trace.wholeMatch(of: #/Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0/#)
          != nil,
        "\(trace)")
    }
  }

  @Test func `log streams end in 32 digits`() {
    #expect(Identifiers.stream().wholeMatch(of: #/[0-9a-f]{32}/#) != nil)
  }
}
