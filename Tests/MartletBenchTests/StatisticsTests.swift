import Testing

@testable import MartletBench

@Suite struct StatisticsTests {
  @Test func `the median and the quartiles lie between values in proportion`() throws {
    // As R's quantile(c(1, 2, 4, 8), c(.25, .5, .75)) has it: 1.75, 3, 5.
    let spread = try #require(Spread(of: [8, 1, 4, 2]))
    #expect(spread.lowerQuartile == 1.75)
    #expect(spread.median == 3)
    #expect(spread.upperQuartile == 5)
  }

  @Test func `one value is its own median, none has no spread`() {
    let spread = Spread(of: [7])
    #expect(spread?.lowerQuartile == 7 && spread?.median == 7 && spread?.upperQuartile == 7)
    #expect(Spread(of: []) == nil)
  }

  /// From tables of the sign test: the rank whose interval is at least 95 % sure.
  @Test(arguments: [
    (0, 0), (1, 0), (5, 0), (6, 1), (8, 1), (9, 2), (12, 3), (15, 4), (20, 6), (25, 8), (30, 10),
    (50, 18), (100, 40),
  ])
  func `the interval's rank is that of the binomial distribution`(count: Int, rank: Int) {
    #expect(MedianInterval.rank(count) == rank)
  }

  @Test func `a sample too large for powers of a half still has an interval`() {
    // The normal approximation: 5000 - 1.96 * 50.
    #expect((4895...4905).contains(MedianInterval.rank(10_000)))
  }

  @Test func `the interval holds the values between both ranks`() throws {
    let interval = try #require(MedianInterval(of: [9, 1, 8, 2, 7, 3, 6, 4, 5]))
    #expect(interval.lower == 2)
    #expect(interval.upper == 8)
    #expect(interval.contains(2) && interval.contains(8) && !interval.contains(8.1))
    #expect(MedianInterval(of: [1, 2, 3, 4, 5]) == nil)
  }

  @Test func `a ratio is the median of those within each round`() throws {
    // A machine that halves its speed half way disturbs both alike.
    let own: [Double] = [3, 3, 3, 6, 6, 6, 6]
    let other: [Double] = [2, 2, 2, 4, 4, 4, 4]
    let ratio = try #require(Ratio(of: own, to: other))
    #expect(ratio.median == 1.5)
    #expect(ratio.isDecided)
  }

  @Test func `candidates whose interval includes 1 are not told apart`() throws {
    let ratio = try #require(
      Ratio(of: [0.9, 1.1, 1.2, 0.8, 1.05, 1.1, 0.95], to: [1, 1, 1, 1, 1, 1, 1]))
    #expect(ratio.median == 1.05)
    #expect(!ratio.isDecided)
  }

  @Test func `few rounds decide nothing, and rounds without a value are left out`() throws {
    let ratio = try #require(Ratio(of: [2, nil, 6], to: [1, 5, 2]))
    #expect(ratio.median == 2.5)
    #expect(ratio.interval == nil && !ratio.isDecided)
    #expect(Ratio(of: [1, 2], to: [0, nil]) == nil)
  }

  @Test func `everybody begins a round and follows every neighbour`() {
    let plan = BenchPlan()
    #expect(
      (0..<4).map { plan.order(ofRound: $0, among: 2) } == [[0, 1], [1, 0], [1, 0], [0, 1]])
    let three = (0..<6).map { plan.order(ofRound: $0, among: 3) }
    #expect(Set(three).count == 6)
    #expect(plan.order(ofRound: 7, among: 1) == [0])
  }
}
