import Martlet
import Testing

struct EncodingTests {
  struct Reading: Encodable { var values: [Double] }
  struct Sensor: Function {
    func handle(_ event: Void, context: Context) async throws -> Reading { Reading(values: []) }
  }
  struct Number: Function {
    func handle(_ event: Void, context: Context) async throws -> Double? { nil }
  }

  @Test func `what JSON cannot hold is an error that names the place`() throws {
    let error = try #require(throws: RuntimeError.self) {
      try Sensor.encode(Reading(values: [1, .infinity]))
    }
    #expect(error.code == .marshalError)
    #expect(error.message.hasPrefix("the output Reading cannot be encoded: values[1] holds inf"))
  }

  @Test func `an output that is no number is an error`() throws {
    let error = try #require(throws: RuntimeError.self) { try Number.encode(.nan) }
    #expect(error.code == .marshalError)
  }

  struct Secret: Encodable {
    struct Part: Encodable {
      var word: String
      func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
          self, .init(codingPath: encoder.codingPath, debugDescription: "why"))
      }
    }
    var part = Part(word: "swordfish")
  }
  struct Keeping: Function {
    func handle(_ event: Void, context: Context) async throws -> Secret { Secret() }
  }

  @Test func `a message, which is logged, does not quote the output`() throws {
    let error = try #require(throws: RuntimeError.self) { try Keeping.encode(Secret()) }
    #expect(error.message == "the output Secret cannot be encoded: part holds a Part: why")
  }

  @Test func `an absent output is null`() throws {
    #expect(try Number.encode(nil).bytes == Array("null".utf8))
    #expect(try Number.encode(nil).contentType == "application/json")
  }

  @Test func `a Void output is null`() throws {
    #expect(try Thrower.encode(()).bytes == Array("null".utf8))
    #expect(try Thrower.encode(()).contentType == "application/json")
  }

  @Test func `bytes stay bytes although they could be a JSON array`() throws {
    #expect(try Bytes.decode([1, 2, 0xFF]) == [1, 2, 0xFF])
    #expect(try Bytes.encode([1, 2, 0xFF]).bytes == [1, 2, 0xFF])
    #expect(try Bytes.encode([1, 2, 0xFF]).contentType == "application/octet-stream")
  }
}
