import MartletHTTP
import Testing

@testable import MartletEmulator

/// The messages that botocore's parser was seen to accept.
struct EventStreamMessageTests {
  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  @Test func `a part of a response`() {
    #expect(
      Self.hex(EventStreamMessage.payloadChunk(Array("hello".utf8)).bytes)
        == "0000006f0000005af5fe871f0d3a6d6573736167652d747970650700056576656e740b3a6576656e742d74"
        + "79706507000c5061796c6f61644368756e6b0d3a636f6e74656e742d747970650700186170706c69636174"
        + "696f6e2f6f637465742d73747265616d68656c6c6f4fe061f2")
  }

  @Test func `the end of a response`() {
    #expect(
      Self.hex(EventStreamMessage.invokeComplete("{}").bytes)
        == "00000066000000541f56c8690d3a6d6573736167652d747970650700056576656e740b3a6576656e742d74"
        + "79706507000e496e766f6b65436f6d706c6574650d3a636f6e74656e742d747970650700106170706c6963"
        + "6174696f6e2f6a736f6e7b7dface259a")
  }

  @Test func `the checksum is the one that everybody uses`() {
    var checksum = CRC32()
    checksum.update(Array("1234".utf8)[...])
    checksum.update(Array("56789".utf8)[...])
    #expect(checksum.value == 0xCBF4_3926)
  }
}
