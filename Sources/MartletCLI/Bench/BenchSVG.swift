internal import MartletBench

/// What a bench has shown, as a picture.
struct BenchSVG {
  let result: BenchResult
  var text: String { "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n" }
}
