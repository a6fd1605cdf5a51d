/// An option of a command.
struct Option {
  let name: String
  /// What stands for its value in messages; nil for a flag.
  let value: String?

  static func flag(_ name: String) -> Option { Option(name: name, value: nil) }
  static func value(_ name: String, _ placeholder: String) -> Option {
    Option(name: name, value: placeholder)
  }
}

/// The words of a command line, sorted into options and the rest.
struct Arguments {
  private(set) var positionals: [String] = []
  private var values: [String: [String]] = [:]

  /// Sorts the words. `--` ends the options; `-` and negative numbers are no options.
  init(_ words: [String], options: [Option]) throws(CommandError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        positionals += rest
        return
      }
      guard word.hasPrefix("-"), word != "-", word.dropFirst().first?.isNumber != true else {
        positionals.append(word)
        continue
      }
      let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let option = options.first(where: { $0.name == sides[0] }) else {
        let names = (options.map(\.name) + ["--help"]).joined(separator: ", ")
        throw CommandError(.usage, "\(sides[0]) is not an option here; the options are: \(names)")
      }
      values[option.name, default: []].append(try Self.value(of: option, sides, &rest))
    }
  }

  private static func value(
    of option: Option, _ sides: [Substring], _ rest: inout ArraySlice<String>
  ) throws(CommandError) -> String {
    let own = sides.count == 2 ? String(sides[1]) : nil
    guard let placeholder = option.value else {
      if own != nil { throw CommandError(.usage, "\(option.name) takes no value") }
      return ""
    }
    guard let value = own ?? rest.popFirst() else {
      throw CommandError(.usage, "\(option.name) needs a value: \(option.name) \(placeholder)")
    }
    return value
  }

  func has(_ flag: String) -> Bool { values[flag] != nil }

  /// The last value of an option that may stand once.
  func value(_ name: String) -> String? { values[name]?.last }

  /// All values of an option that may be repeated.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// A number within bounds.
  func number<N: LosslessStringConvertible & Comparable>(
    _ name: String, in bounds: ClosedRange<N>
  ) throws(CommandError) -> N? {
    guard let text = value(name) else { return nil }
    guard let number = N(text), bounds.contains(number) else {
      throw CommandError(
        .usage,
        "\(name) is \"\(text)\"; give a number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }
}
