import MartletEvents

/// The way from a JSON value to a part of it.
struct JSONPath: Hashable, CustomStringConvertible {
  enum Step: Hashable {
    case member(String)
    case element(Int)
  }

  var steps: [Step] = []

  /// `Records[].body`: as the key path of any element.
  var description: String {
    steps.reduce("") { text, step in
      switch step {
      case .member(let name): text.isEmpty ? name : "\(text).\(name)"
      case .element: text + "[]"
      }
    }
  }

  /// The innermost member's name.
  var name: String {
    for step in steps.reversed() { if case .member(let name) = step { return name } }
    return ""
  }

  func appending(_ step: Step) -> JSONPath { JSONPath(steps: steps + [step]) }
}

extension JSONValue {
  /// Every member of every object, with its path, outer ones first.
  var members: [(path: JSONPath, value: JSONValue)] {
    var found: [(path: JSONPath, value: JSONValue)] = []
    collect(at: JSONPath(), into: &found)
    return found
  }

  private func collect(at path: JSONPath, into found: inout [(path: JSONPath, value: JSONValue)]) {
    switch self {
    case .object(let members):
      for (name, value) in members.sorted(by: { $0.key < $1.key }) {
        found.append((path.appending(.member(name)), value))
        value.collect(at: path.appending(.member(name)), into: &found)
      }
    case .array(let elements):
      for (index, value) in elements.enumerated() {
        value.collect(at: path.appending(.element(index)), into: &found)
      }
    default: break
    }
  }

  /// The value with a part replaced, or taken out where `new` is nil.
  func replacing(_ path: JSONPath, with new: JSONValue?) -> JSONValue {
    guard let step = path.steps.first else { return new ?? .null }
    let rest = JSONPath(steps: Array(path.steps.dropFirst()))
    switch (self, step) {
    case (.object(var members), .member(let name)):
      members[name] = rest.steps.isEmpty ? new : members[name]?.replacing(rest, with: new)
      return .object(members)
    case (.array(var elements), .element(let index)):
      elements[index] = elements[index].replacing(rest, with: new)
      return .array(elements)
    default: return self
    }
  }

  /// Every object, with its path, outer ones first.
  var objects: [(path: JSONPath, members: [String: JSONValue])] {
    ([(JSONPath(), self)] + members + elements).compactMap { path, value in
      if case .object(let members) = value { (path, members) } else { nil }
    }
  }

  /// Every element of every array, with its path.
  private var elements: [(path: JSONPath, value: JSONValue)] {
    members.flatMap { path, value -> [(path: JSONPath, value: JSONValue)] in
      guard case .array(let elements) = value else { return [] }
      return elements.enumerated().map { (path.appending(.element($0)), $1) }
    }
  }

  /// The paths of what is here and not, or otherwise, in another value. Null counts as absent.
  func missing(in other: JSONValue?, at path: JSONPath = JSONPath()) -> [JSONPath] {
    switch (self, other) {
    case (.null, _): return []
    case (.object(let mine), .object(let others)):
      return mine.flatMap { name, value in
        value.missing(in: others[name], at: path.appending(.member(name)))
      }
    case (.array(let mine), .array(let others)) where mine.count == others.count:
      return zip(mine, others).enumerated().flatMap { index, pair in
        pair.0.missing(in: pair.1, at: path.appending(.element(index)))
      }
    default:
      return self == other || (number != nil && number == other?.number) ? [] : [path]
    }
  }
}

extension DecodingError {
  /// The member that the error is about: `Records[].body`, as of a `JSONPath`.
  var path: String {
    let keys: [any CodingKey] =
      switch self {
      case .keyNotFound(let key, let context): context.codingPath + [key]
      case .valueNotFound(_, let context), .typeMismatch(_, let context): context.codingPath
      case .dataCorrupted(let context): context.codingPath
      @unknown default: []
      }
    let steps = keys.map { key in
      key.intValue.map { JSONPath.Step.element($0) } ?? .member(key.stringValue)
    }
    return JSONPath(steps: steps).description
  }
}
