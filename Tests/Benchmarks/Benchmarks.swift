import Glibc
import MartletBench
import MartletEmulator

/// Checks what `runtime/SPECIFICATION.md` promises, as ratios within one run:
///
///     swift run -c release Benchmarks raw=PATH json=PATH
///
/// Each name is one that the specification's table uses. `floor`, and other yardsticks in C that
/// lie next to this file, are compiled on the way. Exits with 1 when a promise is broken.
@main
struct Benchmarks {
  /// Rounds are added as long as they leave a verdict open, up to this many times the first number.
  private static let mostRuns = 3

  private var paths: [String: String] = [:]
  private var specification = "runtime/SPECIFICATION.md"
  private var rounds = 25
  private let folder: String

  static func main() {
    do {
      let program = try Benchmarks(Array(CommandLine.arguments.dropFirst()))
      defer { program.clean() }
      let broken = try program.check().filter { !$0.isKept }
      guard !broken.isEmpty else { return }
      program.clean()
      complain("\(broken.count) of the promises are broken")
      exit(1)
    } catch {
      complain("error: \(error)")
      exit(2)
    }
  }

  private static func complain(_ line: String) {
    _ = "\(line)\n".withCString { write(STDERR_FILENO, $0, strlen($0)) }
  }

  private init(_ words: [String]) throws {
    var template = Array("/tmp/martlet-benchmarks-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure("cannot make a folder in /tmp") }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    for word in words {
      let sides = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2 else {
        throw Failure(
          "\"\(word)\" makes no sense; give NAME=PATH for each function that the specification "
            + "names, and --specification=FILE or --rounds=N")
      }
      switch sides[0] {
      case "--specification": specification = sides[1]
      case "--rounds": rounds = Int(sides[1]) ?? rounds
      default: paths[sides[0]] = sides[1].hasPrefix("/") ? sides[1] : "\(Self.here)/\(sides[1])"
      }
    }
  }

  private func clean() {
    for name in ["floor", "curl"] { unlink("\(folder)/\(name)") }
    rmdir(folder)
  }

  private static var here: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }

  private func check() throws -> [Verdict] {
    guard let text = try? Self.read(specification) else {
      throw Failure("cannot read \(specification); name it with --specification=FILE")
    }
    let promises = try Promise.read(text)
    guard !promises.isEmpty else { throw Failure("\(specification) promises nothing") }
    var verdicts: [Verdict] = []
    for memorySize in Set(promises.map(\.memorySize)).sorted(by: { $0 ?? 0 < $1 ?? 0 }) {
      verdicts += try check(promises.filter { $0.memorySize == memorySize }, memorySize)
    }
    for verdict in verdicts { print(verdict.line) }
    return verdicts
  }

  /// Checks promises under one condition: everything that they name takes turns.
  private func check(_ promises: [Promise], _ memorySize: Int?) throws -> [Verdict] {
    let names = Set(promises.flatMap { [$0.subject, $0.yardstick] }).sorted()
    let candidates = try names.map { try candidate($0, memorySize) }
    let plan = BenchPlan(rounds: rounds)
    let bench = Bench(
      candidates, plan: plan, share: memorySize.map { CPUShare(memorySize: $0) })
    var turns = candidates.map { _ in [Turn]() }
    while true {
      let result = try bench.run()
      for index in candidates.indices { turns[index] += result.turns[index] }
      let all = BenchResult(candidates: candidates, plan: plan, share: bench.share, turns: turns)
      for (index, name) in names.enumerated() where all.errors(of: index) > 0 {
        throw Failure("\(name) answers with errors: \(turns[index].last?.lastError ?? "")")
      }
      let verdicts = try promises.map { promise in
        guard
          let ratio = all.ratio(
            promise.metric, of: names.firstIndex(of: promise.subject)!,
            to: names.firstIndex(of: promise.yardstick)!)
        else { throw Failure("\(promise.metric.rawValue) of \(promise.yardstick) is zero") }
        return Verdict(promise: promise, ratio: ratio)
      }
      let isSettled = !verdicts.contains(where: \.isUncertain)
      if isSettled || turns[0].count >= rounds * Self.mostRuns { return verdicts }
    }
  }

  private func candidate(_ name: String, _ memorySize: Int?) throws -> Candidate {
    guard let given = try paths[name] ?? CProgram.build(name, into: folder) else {
      throw Failure("the specification names \"\(name)\"; say where it is: \(name)=PATH")
    }
    var info = stat()
    let isFolder = stat(given, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    let bootstrap = isFolder ? "\(given)/bootstrap" : given
    guard stat(bootstrap, &info) == 0 else { throw Failure("there is no \(bootstrap)") }
    return Candidate(
      label: name,
      function: FunctionConfiguration(
        name: name, bootstrap: bootstrap, memorySize: memorySize ?? 128),
      size: Int(info.st_size))
  }

  private static func read(_ path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw Failure("cannot read \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = fread(&part, 1, part.count, file)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += part[..<count]
    }
  }
}
