import MartletHTTP
import Testing

@Suite struct QueryItemsTests {
  @Test func `parameters are found by their decoded name`() throws {
    let items = try #require(QueryItems("Qualifier=%24LATEST&a%20b=c+d&e&f=&g=h=i&&="))
    #expect(items["Qualifier"] == "$LATEST")
    #expect(items["qualifier"] == nil)
    #expect(items["a b"] == "c d")
    #expect(items["e"] == "")
    #expect(items["f"] == "")
    #expect(items["g"] == "h=i")
    #expect(items[""] == "")
    #expect(items["z"] == nil)
  }

  @Test func `repeated parameters keep their order`() throws {
    let items = try #require(QueryItems("a=1&b=2&a=3"))
    #expect(items["a"] == "1")
    #expect(items.values(for: "a") == ["1", "3"])
    #expect(items.map(\.name) == ["a", "b", "a"])
  }

  @Test func `no query has no parameters`() throws {
    #expect(Array(try #require(QueryItems(nil))).isEmpty)
    #expect(Array(try #require(QueryItems(""))).isEmpty)
  }

  @Test(arguments: ["a=%", "a=1&b=%zz", "%=1", "a=%FF", "Qualifier=%4"])
  func `one broken parameter spoils the query`(query: String) {
    #expect(QueryItems(query) == nil)
  }
}
