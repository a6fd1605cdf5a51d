internal import Glibc
internal import MartletEmulator

/// `runtime/functions.json`: what is set for each function, by its name.
struct SettingsFile {
  /// Where it lies in a package.
  static let path = "runtime/functions.json"

  static let keys = [
    "timeout", "memory", "environment", "environmentFile", "reservedConcurrency", "maxConcurrency",
    "snapStart", "tenantIsolation", "cpuThrottle", "extensions", "asynchronous",
  ]
  static let asynchronousKeys = [
    "maximumRetries", "maximumAge", "onSuccess", "onFailure", "deadLetter",
  ]

  private let file: String
  private let root: String
  private(set) var functions: [String: FunctionSettings] = [:]
  /// Where each of them is set.
  private var lines: [String: Int] = [:]
  /// The functions that are named as destinations, with the keys and the lines.
  private var destinations: [(function: String, place: String, line: Int)] = []
  /// What was read: the file itself, and the files of variables that it names.
  private(set) var files: Set<String> = []
  private let willRead: (String) -> Void

  /// Reads a package's file; one that is not there sets nothing.
  ///
  /// - Parameter willRead: is given each file before it is read, so that one with a mistake can be
  ///   watched until it is mended.
  init(
    in root: String, willRead: @escaping (String) -> Void = { _ in }
  ) throws(CommandError) {
    self.root = root
    self.willRead = willRead
    file = "\(root)/\(Self.path)"
    note(file)
    guard access(file, F_OK) == 0 else { return }
    let node = try JSONNode.read(try FileTree.read(file, atMost: 1 << 20), path: shown)
    guard case .object = node.value else {
      throw problem(node.line, "the file must be an object of functions by their names")
    }
    for (name, line, value) in try members(node, "the file") {
      guard FunctionNameRule.allows(name) else {
        throw problem(line, "\"\(name)\" names no function: \(FunctionNameRule.text)")
      }
      functions[name] = try settings(value, of: name)
      lines[name] = line
    }
  }

  /// Looks for functions that the file names and that there are not.
  ///
  /// - Parameter all: the names of all functions that there are.
  func check(names all: Set<String>) throws(CommandError) {
    let choices = "the functions here are: \(all.sorted().joined(separator: ", "))"
    for (name, line) in lines.sorted(by: { $0.value < $1.value }) where !all.contains(name) {
      throw problem(line, "\"\(name)\" is no function; \(choices)")
    }
    for (name, place, line) in destinations where !all.contains(name) {
      throw problem(line, "\(place) is \"function:\(name)\", which is no function; \(choices)")
    }
  }

  /// Sets functions to what the file says; those that it does not name stay as they are.
  func apply(to configurations: inout [FunctionConfiguration]) {
    for index in configurations.indices {
      functions[configurations[index].name]?.apply(to: &configurations[index])
    }
  }

  private var shown: String { WorkingDirectory.relative(file) }

  private func problem(_ line: Int, _ text: String) -> CommandError {
    CommandError(.usage, "\(shown):\(line): \(text)")
  }

  // MARK: Values

  private mutating func note(_ file: String) {
    files.insert(file)
    willRead(file)
  }

  private mutating func settings(
    _ node: JSONNode, of name: String
  ) throws(CommandError) -> FunctionSettings {
    var settings = FunctionSettings()
    var initialization = (concurrency: InitializationType?.none, snapshot: InitializationType?.none)
    for (key, line, value) in try members(node, name) {
      let place = "\(name).\(key)"
      switch key {
      case "timeout":
        let seconds = try number(value, place, in: FunctionSettings.timeouts)
        settings.timeout = .milliseconds(Int64(seconds * 1000))
      case "memory":
        settings.memorySize = try whole(value, place, in: FunctionSettings.memorySizes)
      case "reservedConcurrency":
        settings.reservedConcurrency = try whole(value, place, in: FunctionSettings.concurrencies)
      case "maxConcurrency":
        let number = try whole(value, place, in: InitializationType.concurrencies)
        initialization.concurrency = .managedInstances(maximumConcurrency: number)
      case "snapStart":
        initialization.snapshot = try flag(value, place) ? .snapStart : .onDemand
      case "tenantIsolation": settings.isolatesTenants = try flag(value, place)
      case "cpuThrottle": settings.throttlesCPU = try flag(value, place)
      case "extensions":
        let path = try string(value, place, "the path of a folder")
        let folder = path.hasPrefix("/") ? path : "\(root)/\(path)"
        guard WorkingDirectory.isFolder(folder) else {
          throw problem(value.line, "\(place) is \"\(path)\", which is no folder")
        }
        settings.extensionFolder = folder
      case "environment":
        settings.environment.merge(try variables(value, place)) { $1 }
      case "environmentFile":
        let path = try string(value, place, "a path")
        let whole = path.hasPrefix("/") ? path : "\(root)/\(path)"
        note(whole)
        // Below what the file itself sets, whichever comes first.
        let variables: [String: String]
        do throws(CommandError) {
          variables = try EnvironmentFile.read(whole)
        } catch {
          throw problem(value.line, "\(place): \(error.message)")
        }
        settings.environment.merge(variables) { own, _ in own }
      case "asynchronous": try asynchronous(value, place, &settings)
      default: throw unknown(line, key, in: name, Self.keys)
      }
    }
    if initialization.concurrency != nil, initialization.snapshot == .snapStart {
      throw problem(
        node.line, "\(name).maxConcurrency and snapStart: \(FunctionSettings.bothInitializations)")
    }
    settings.initialization = initialization.concurrency ?? initialization.snapshot
    return settings
  }

  private mutating func asynchronous(
    _ node: JSONNode, _ name: String, _ settings: inout FunctionSettings
  ) throws(CommandError) {
    for (key, line, value) in try members(node, name) {
      let place = "\(name).\(key)"
      switch key {
      case "maximumRetries": settings.maximumRetries = try whole(value, place, in: 0...2)
      case "maximumAge":
        settings.maximumAge = .seconds(try whole(value, place, in: 60...21_600))
      case "onSuccess": settings.onSuccess = try destination(value, place)
      case "onFailure": settings.onFailure = try destination(value, place)
      case "deadLetter": settings.deadLetter = try destination(value, place)
      default: throw unknown(line, key, in: name, Self.asynchronousKeys)
      }
    }
  }

  private func unknown(
    _ line: Int, _ key: String, in place: String, _ choices: [String]
  ) -> CommandError {
    problem(
      line,
      "\"\(key)\" is no key of \(place); the keys are: \(choices.joined(separator: ", "))")
  }

  private func members(
    _ node: JSONNode, _ place: String
  ) throws(CommandError) -> [(key: String, line: Int, value: JSONNode)] {
    guard case .object(let members) = node.value else {
      throw problem(node.line, "\(place) must be an object: {…}")
    }
    var keys: Set<String> = []
    for (key, line, _) in members where !keys.insert(key).inserted {
      throw problem(line, "\"\(key)\" is there twice in \(place)")
    }
    return members
  }

  private func string(
    _ node: JSONNode, _ place: String, _ what: String
  ) throws(CommandError) -> String {
    guard case .string(let text) = node.value else {
      throw problem(node.line, "\(place) must be a string: \(what)")
    }
    guard !text.utf8.contains(0) else {
      throw problem(node.line, "\(place) holds a NUL, at which the system would end it")
    }
    return text
  }

  private func number(
    _ node: JSONNode, _ place: String, in bounds: ClosedRange<Double>
  ) throws(CommandError) -> Double {
    guard case .number(let number) = node.value, bounds.contains(number) else {
      throw problem(
        node.line,
        "\(place) must be a number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  private func flag(_ node: JSONNode, _ place: String) throws(CommandError) -> Bool {
    guard case .other(let word) = node.value, let flag = Bool(word) else {
      throw problem(node.line, "\(place) must be true or false")
    }
    return flag
  }

  private func whole(
    _ node: JSONNode, _ place: String, in bounds: ClosedRange<Int>
  ) throws(CommandError) -> Int {
    guard case .number(let number) = node.value, let whole = Int(exactly: number),
      bounds.contains(whole)
    else {
      throw problem(
        node.line,
        "\(place) must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return whole
  }

  private func variables(
    _ node: JSONNode, _ place: String
  ) throws(CommandError) -> [String: String] {
    var variables: [String: String] = [:]
    for (name, line, value) in try members(node, place) {
      if let reason = FunctionSettings.problem(withVariable: name) {
        throw problem(line, "\(place).\(name): \(reason)")
      }
      variables[name] = try string(value, "\(place).\(name)", "the variable's value")
    }
    return variables
  }

  private mutating func destination(
    _ node: JSONNode, _ place: String
  ) throws(CommandError) -> AsynchronousInvocation.Destination {
    let text = try string(node, place, "function:NAME or file:PATH")
    if text.hasPrefix("function:"), FunctionNameRule.allows(String(text.dropFirst(9))) {
      let name = String(text.dropFirst(9))
      destinations.append((name, place, node.line))
      return .function(name)
    }
    guard text.hasPrefix("file:"), text.count > 5 else {
      throw problem(node.line, "\(place) is \"\(text)\"; give function:NAME or file:PATH")
    }
    let path = String(text.dropFirst(5))
    let whole = path.hasPrefix("/") ? path : "\(root)/\(path)"
    let folder = whole[..<(whole.lastIndex(of: "/") ?? whole.startIndex)]
    guard folder.isEmpty || WorkingDirectory.isFolder(String(folder)) else {
      throw problem(node.line, "\(place) is \"\(text)\", and there is no folder \(folder)")
    }
    return .file(whole)
  }
}
