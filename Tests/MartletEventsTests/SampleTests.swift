import MartletEvents
import MartletJSON
import TestSupport
import Testing

/// Every source's example, and every damage to it that the platform could do.
struct SampleTests {
  @Test(arguments: EventSample.all)
  func `an example survives decoding and encoding without losing a field`(
    sample: EventSample
  ) throws {
    let recoding = try Recoding(sample.type, sample.json)
    #expect(recoding.isStable)
    let original = try JSON.decode(JSONValue.self, from: Array(sample.json.utf8))
    #expect(original.missing(in: recoding.json) == [])
  }

  /// In each object in turn. In a map from names to strings, any name is known: there the value's
  /// kind is an error.
  @Test(arguments: EventSample.all)
  func `members that are not known yet are ignored`(sample: EventSample) throws {
    let original = try JSON.decode(JSONValue.self, from: Array(sample.json.utf8))
    for (path, members) in original.objects {
      let more = members.merging(["aMemberOfTheFuture": ["a": [1, "x"]]]) { $1 }
      do {
        let recoding = try Recoding(sample.type, original.replacing(path, with: .object(more)))
        #expect(recoding.isStable)
        #expect(original.missing(in: recoding.json) == [])
      } catch let error as DecodingError {
        #expect(Needed.maps.contains(path.name), "\(path): \(error)")
      }
    }
  }

  /// Each member is left out, and is null, in turn.
  @Test(arguments: EventSample.all)
  func `a member that is absent or null is an error only where the event is nothing without it`(
    sample: EventSample
  ) throws {
    let original = try JSON.decode(JSONValue.self, from: Array(sample.json.utf8))
    var needed: Set<String> = []
    for (path, _) in original.members {
      var outcomes: [Bool] = []
      for replacement in [nil, .null] as [JSONValue?] {
        do {
          let recoding = try Recoding(sample.type, original.replacing(path, with: replacement))
          #expect(recoding.isStable, "\(path) is \(replacement == nil ? "absent" : "null")")
          outcomes.append(true)
        } catch let error as DecodingError {
          #expect(error.path == path.description, "\(path): \(error)")
          outcomes.append(false)
        }
      }
      if !outcomes[0] { needed.insert(path.description) }
    }
    #expect(needed.sorted() == Needed.members[sample.name, default: []], "of \(sample.name)")
  }

  /// Sources differ in how they write numbers, and so do the versions of one source.
  @Test(arguments: EventSample.all)
  func `a number may be written as a string, and a string of digits as a number`(
    sample: EventSample
  ) throws {
    let original = try JSON.decode(JSONValue.self, from: Array(sample.json.utf8))
    for (path, value) in original.members {
      let other: JSONValue
      switch value {
      case .integer(let number): other = .string(String(number))
      case .number(let number): other = .string(String(number))
      case .string(let text):
        // Base64 and the values of DynamoDB are strings by their nature.
        guard let number = Int64(text), !["N", "S", "B"].contains(path.name) else { continue }
        other = .integer(number)
      default: continue
      }
      let recoding = try Recoding(sample.type, original.replacing(path, with: other))
      #expect(recoding.isStable, "\(path)")
    }
  }

  /// A value of another kind than the member's, each in turn.
  @Test(arguments: EventSample.all)
  func `a member of another kind is read, or refused by its name`(sample: EventSample) throws {
    let original = try JSON.decode(JSONValue.self, from: Array(sample.json.utf8))
    for (path, _) in original.members {
      for kind in [true, 0.5, [1], ["a": "b"]] as [JSONValue] {
        do {
          _ = try JSON.decode(sample.type, from: JSON.encode(original.replacing(path, with: kind)))
        } catch let error as DecodingError {
          #expect(error.path.hasPrefix(path.description), "\(path) is \(kind): \(error)")
        }
      }
    }
  }

  /// The words of enumerations, and all other texts but Base64.
  @Test(arguments: EventSample.all)
  func `a word that is not known yet is kept`(sample: EventSample) throws {
    let original = try JSON.decode(JSONValue.self, from: Array(sample.json.utf8))
    for (path, value) in original.members {
      guard case .string = value else { continue }
      let edited = original.replacing(path, with: "a word of the future")
      do {
        let recoding = try Recoding(sample.type, edited)
        #expect(recoding.isStable)
        #expect(edited.missing(in: recoding.json) == [])
      } catch let error as DecodingError {
        #expect(error.path == path.description && "\(error)".contains("is not Base64"))
      }
    }
  }

  /// Whatever bytes there are, the outcome is an event or a `DecodingError`; nothing traps.
  @Test(arguments: EventSample.all)
  func `damaged events are decoded or refused`(sample: EventSample) throws {
    var generator = SplitMix64(seed: 7)
    let bytes = Array(sample.json.utf8)
    for _ in 0..<100 {
      let damaged = String(decoding: generator.mutate(bytes), as: UTF8.self)
      do {
        #expect(try Recoding(sample.type, damaged).isStable)
      } catch is DecodingError {}
    }
  }

  @Test func `the names are those of a command line, each once`() {
    let names = EventSample.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names == names.sorted())
    #expect(names.allSatisfy { $0.wholeMatch(of: #/[a-z0-9]+(-[a-z0-9]+)*/#) != nil })
  }
}
