/// What is known of functions, and what can be changed while they are served.
extension Emulator {
  func configuration(named name: String) -> FunctionConfiguration? {
    controlPlane.functions[name]?.configuration
  }

  func setReservedConcurrency(_ number: Int?, of name: String) {
    controlPlane.functions[name]?.configuration.reservedConcurrency = number
  }
}
