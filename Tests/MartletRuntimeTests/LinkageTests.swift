import Testing

struct LinkageTests {
  @Test func `a raw-bytes function is linked without Foundation`() throws {
    let echo = try ELF(path: Child.path(of: "Echo"))
    #expect(echo.needed.allSatisfy { !$0.contains("Foundation") }, "\(echo.needed)")
    #expect(!echo.hasSymbol(containing: "FoundationEssentials"))
    #expect(echo.hasSymbol(containing: "MartletRuntime"))
  }

  @Test func `a function that speaks JSON is linked with FoundationEssentials and no more of it`()
    throws
  {
    let hello = try ELF(path: Child.path(of: "Hello"))
    #expect(hello.hasSymbol(containing: "FoundationEssentials"))
    #expect(hello.needed.allSatisfy { $0 != "libFoundation.so" }, "\(hello.needed)")
  }
}
