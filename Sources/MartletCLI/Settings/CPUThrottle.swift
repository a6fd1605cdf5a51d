internal import MartletEmulator

/// Whether functions can be held to the processor time of their memory here.
enum CPUThrottle {
  /// Tries it for each size that is asked for, before anything is started.
  ///
  /// - Throws: `CommandError` with the reason and the remedy where the system refuses.
  static func check(_ functions: [FunctionConfiguration]) throws(CommandError) {
    for size in Set(functions.filter(\.throttlesCPU).map(\.memorySize)) {
      do throws(CPUShare.Refusal) {
        _ = try CPUShare.Group(CPUShare(memorySize: size), option: "--cpu-throttle")
      } catch {
        throw CommandError(.unavailable, error.message)
      }
    }
  }
}
