import Testing

@testable import MartletCLI

@Suite struct FunctionNameRuleTests {
  @Test(arguments: ["a", "Hello", "my-function_2", String(repeating: "x", count: 64)])
  func `names that Lambda takes are allowed`(name: String) {
    #expect(FunctionNameRule.allows(name))
  }

  @Test(arguments: ["", "a b", "a/b", "a.b", "ü", "a:b", String(repeating: "x", count: 65)])
  func `other names are not`(name: String) {
    #expect(!FunctionNameRule.allows(name))
  }
}
