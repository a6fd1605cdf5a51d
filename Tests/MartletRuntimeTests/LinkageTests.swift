import Testing

struct LinkageTests {
  /// The types that a function's JSON knows by their metadata, where the function itself links them.
  private static let known: Set = [
    "$s20FoundationEssentials4DataVN", "$s20FoundationEssentials3URLVN",
    "$s20FoundationEssentials7DecimalVN",
  ]

  @Test(arguments: ["Echo", "Hello", "Temperature"])
  func `a function is linked without Foundation`(name: String) throws {
    let function = try ELF(path: Child.path(of: name))
    #expect(function.needed.allSatisfy { !$0.contains("Foundation") }, "\(function.needed)")
    let symbols = function.symbols(containing: "FoundationEssentials")
    #expect(symbols.isSubset(of: LinkageTests.known), "\(symbols.prefix(10))")
    #expect(!function.symbols(containing: "MartletRuntime").isEmpty)
  }

  @Test func `a raw-bytes function is linked without JSON`() throws {
    let echo = try ELF(path: Child.path(of: "Echo"))
    #expect(echo.symbols(containing: "MartletJSON").isEmpty)
    let hello = try ELF(path: Child.path(of: "Hello"))
    #expect(!hello.symbols(containing: "MartletJSON").isEmpty)
  }
}
