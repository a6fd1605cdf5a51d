import Testing

@testable import MartletEmulator

private let root = "Root=1-5759e988-bd862e3fe1be46a994272793"

struct TraceHeaderTests {
  private static func isWhole(_ header: String) -> Bool {
    header.wholeMatch(of: #/Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]/#)
      != nil
  }

  @Test(arguments: [
    "\(root);Parent=53995c3f42cd8ad8;Sampled=1",
    "\(root);Parent=53995c3f42cd8ad8;Sampled=0;Lineage=1:aaaaaaaa:0",
  ])
  func `a whole header stays as it is`(header: String) {
    #expect(TraceHeader.completed(header) == header)
  }

  @Test func `fields are put in their order`() {
    #expect(
      TraceHeader.completed("Sampled=1; Parent=53995c3f42cd8ad8; \(root)")
        == "\(root);Parent=53995c3f42cd8ad8;Sampled=1")
  }

  @Test(arguments: [
    root, "\(root);Sampled=1", "\(root);Parent=53995c3f42cd8ad8", "\(root);Parent=x;Sampled=?",
    "\(root);Parent=;Sampled=",
  ])
  func `what is missing beside a root is made`(header: String) throws {
    let whole = TraceHeader.completed(header)
    #expect(whole.hasPrefix("\(root);"))
    #expect(Self.isWhole(whole), "\(whole)")
    if header.contains("Sampled=1") { #expect(whole.hasSuffix(";Sampled=1")) }
    if header.contains("=5399") { #expect(whole.contains(";Parent=53995c3f42cd8ad8;")) }
  }

  @Test(arguments: [
    "garbage", "", ";;;", "Root=", "Root=1-5759e988", "Root=2-5759e988-bd862e3fe1be46a994272793",
    "Root=1-5759e98x-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
    "root=1-5759e988-bd862e3fe1be46a994272793", "Root=1-5759e988-bd862e3fe1be46a994272793-",
  ])
  func `a header without a valid root gives way to a new trace`(header: String) {
    let whole = TraceHeader.completed(header)
    #expect(Self.isWhole(whole), "\(whole)")
    #expect(!whole.contains("53995c3f42cd8ad8"))
  }

  @Test func `a request is made with a whole header`() {
    let request = InvocationRequest(function: "F", event: [], traceID: root)
    #expect(request.traceID.hasPrefix("\(root);Parent="))
  }
}
