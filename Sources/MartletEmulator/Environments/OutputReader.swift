internal import CMartlet
internal import Glibc
internal import MartletCurl

/// The reading end of a pipe that other processes write to.
public final class OutputReader {
  private let descriptor: Int32
  private let loop: RunLoop
  private let onBytes: (UnsafeRawBufferPointer) -> Void
  private var watch: Watch?

  static func makePipe() throws(TransportError) -> (reading: Int32, writing: Int32) {
    var ends: (Int32, Int32) = (0, 0)
    let failed = withUnsafeMutablePointer(to: &ends) { pointer in
      pointer.withMemoryRebound(to: Int32.self, capacity: 2) { martlet_pipe($0) != 0 }
    }
    guard !failed else { throw .system("pipe") }
    return (ends.0, ends.1)
  }

  /// Takes over the descriptor and closes it at the end of what is written, or on failure.
  init(
    adopting descriptor: Int32, on loop: RunLoop,
    onBytes: @escaping (UnsafeRawBufferPointer) -> Void
  ) throws(TransportError) {
    self.descriptor = descriptor
    self.loop = loop
    self.onBytes = onBytes
    do {
      watch = try loop.watch(descriptor, for: [.readable]) { [unowned self] _ in
        drain(atMost: Self.turn)
      }
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit {
    finish()
  }

  /// How much is read in one turn of the loop: a process that writes without end must not keep the
  /// loop from everything else.
  private static let turn = 4 * 1024

  /// Passes on what has been written so far, without waiting; no more than `limit` bytes, because a
  /// process may write as fast as this reads.
  public func drain(atMost limit: Int = 1 << 20) {
    var left = limit
    withUnsafeTemporaryAllocation(byteCount: Self.turn, alignment: 1) { buffer in
      while watch != nil, left > 0 {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count > 0 {
          left -= count
          onBytes(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        } else if count == 0 || errno != EINTR && errno != EAGAIN {
          return finish()
        } else if errno == EAGAIN {
          return
        }
      }
    }
  }

  private func finish() {
    guard let watch else { return }
    self.watch = nil
    watch.cancel()
    close(descriptor)
  }
}
