import MartletJSON
import Testing

struct JSONTests {
  @Test func `a value comes back`() throws {
    #expect(try JSON.decode([Int].self, from: JSON.encode([1, 2])) == [1, 2])
  }
}
