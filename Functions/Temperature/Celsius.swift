import Martlet

/// Converts degrees Fahrenheit to degrees Celsius.
struct Celsius: Function {
  struct Reading: Decodable { var fahrenheit: Double }
  struct Result: Encodable { var celsius: Double }

  func handle(_ event: Reading, context: Context) async throws -> Result {
    guard event.fahrenheit >= -459.67 else {
      throw FunctionError("BelowAbsoluteZero", "\(event.fahrenheit) °F is below absolute zero")
    }
    return Result(celsius: (event.fahrenheit - 32) * 5 / 9)
  }
}
