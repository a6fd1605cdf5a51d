import Dispatch
import FoundationEssentials
import Martlet
import Thrower

/// Answers with a line for each part of Swift that finds something at run time.
@main
struct Sampler: Function {
  func handle(_ event: Void, context: Context) async throws -> [String] {
    [
      "C++: \(thrower_unwound_frames(6)) frames, threads end \(thrower_ends_threads())",
      "casts: \(described(Dog())) \(described(1)) \(described([1, 2])) \(described(1.5 as Float))"
        + " \(described(UInt128(7))) \(described(1..<3))",
      "conformances: \((Dog() as Any) is any Animal) \((1 as Any) is any Animal)"
        + " \((["k": 1] as Any) is [String: Any])",
      "reflection: \(Mirror(reflecting: Dog()).children.map { "\($0.label ?? "")=\($0.value)" })"
        + " \(type(of: Box([Dog()]) as Base)) \(String(reflecting: [Int?].self))",
      "key paths: \(Dog()[keyPath: \.age])"
        + " \("é".unicodeScalars.map(\.properties.name).compactMap(\.self))",
      "errors: \(caught { throw Refusal.because(4) })",
      "threads: \(DispatchQueue(label: "queue").sync { 5 }) \(await Task.detached { 6 }.value)"
        + " \(await sum(below: 4)) \(try await slept())",
      "regex: \("a1b22".matches(of: #/[0-9]+/#).map { String($0.output) })",
      "text: \("ǆ straße".uppercased()) \("e\u{301}" == "é") \("🇩🇪👨‍👩‍👧".count)",
      "numbers: \(Double("1e300") ?? 0) \(0.1 + 0.2) \(Int("ff", radix: 16) ?? 0)"
        + " \(String(255, radix: 2)) \(SIMD4<Float>(1, 2, 3, 4))",
      "JSON: \(String(decoding: try JSONEncoder().encode([Dog(age: 9)]), as: UTF8.self))"
        + " \(try JSONDecoder().decode([String: [Int]].self, from: Data(#"{"a":[1]}"#.utf8)))",
      "Foundation in JSON: "
        + String(
          decoding: try Keeper.encode(Keeper.decode(Keeper.event)).bytes ?? [], as: UTF8.self),
      "dates: \(Date(timeIntervalSince1970: 0).formatted(.iso8601))"
        + " \(Calendar(identifier: .gregorian).component(.year, from: Date(timeIntervalSince1970: 1e9)))",
      "collections: \(Set([1, 2, 2]).count) \(Dictionary(grouping: [1, 2, 3]) { $0 % 2 }.count)"
        + " \(String((AttributedString("a") + AttributedString("b")).characters))",
      "arguments: \(CommandLine.arguments.count) \(CommandLine.argc)",
    ]
  }

  private func described<T>(_ value: T) -> String {
    (value as? any CustomStringConvertible)?.description ?? "nothing"
  }

  private func caught(_ work: () throws -> Void) -> String {
    do { try work() } catch { return "\(error)" }
    return "nothing"
  }

  private func sum(below end: Int) async -> Int {
    await withTaskGroup(of: Int.self) { group in
      for number in 0..<end { group.addTask { number } }
      return await group.reduce(0, +)
    }
  }

  private func slept() async throws -> Bool {
    let start = ContinuousClock.now
    try await Task.sleep(for: .milliseconds(1))
    return start < .now
  }
}

/// Takes and answers types of Foundation's, which Martlet's JSON knows only if a function links them.
struct Keeper: Function {
  struct Event: Codable {
    var data: Data
    var date: Date
    var decimal: Decimal
    var url: URL
  }

  static let event = Array(
    #"{"data":"YWJj","date":1.5,"decimal":-12.50,"url":"https:\/\/example.com\/a?b#c"}"#.utf8)

  func handle(_ event: Event, context: Context) async throws -> Event { event }
}

protocol Animal {}

struct Dog: Animal, Codable, CustomStringConvertible {
  var age = 3
  var description: String { "a dog of \(age)" }
}

enum Refusal: Error { case because(Int) }

class Base {}

final class Box<Value>: Base {
  let value: Value
  init(_ value: Value) { self.value = value }
}
