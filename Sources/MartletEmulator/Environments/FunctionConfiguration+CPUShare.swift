internal import MartletCurl

extension FunctionConfiguration {
  /// Makes the control group that holds one process of the function to its share of a processor; nil
  /// where it has all of it.
  func share() throws(StartFailure) -> CPUShare.Group? {
    guard throttlesCPU else { return nil }
    do throws(CPUShare.Refusal) {
      return try CPUShare.Group(CPUShare(memorySize: memorySize), option: "the throttling")
    } catch {
      throw StartFailure(TransportError(.system, error.message))
    }
  }
}
