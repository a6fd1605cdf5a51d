public import MartletCurl

/// Recordings of invocations, for tests that go through them again.
extension Emulator {
  /// Writes every invocation from now on into a folder, which is made where there is none: its
  /// event, and its output or error, each as a file of its own.
  ///
  /// - Throws: `TransportError`, code `system`, where the folder cannot be made or read.
  public func record(in folder: String) throws(TransportError) {
    recorder = try InvocationRecorder(folder: folder)
  }

  func recordEvent(_ request: InvocationRequest) {
    guard let recorder, controlPlane.functions[request.function] != nil else { return }
    do throws(TransportError) {
      try recorder.begin(request)
    } catch {
      publish(problem: error.message, request.requestID)
    }
  }

  func recordAnswer(_ answer: InvocationAnswer?, to requestID: String) {
    guard let recorder, let answer else { return }
    do throws(TransportError) {
      try recorder.end(requestID, with: answer)
    } catch {
      publish(problem: error.message, requestID)
    }
  }
}
