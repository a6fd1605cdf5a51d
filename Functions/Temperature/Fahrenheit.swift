import Martlet

/// Converts degrees Celsius to degrees Fahrenheit.
struct Fahrenheit: Function {
  struct Reading: Decodable { var celsius: Double }
  struct Result: Encodable { var fahrenheit: Double }

  func handle(_ event: Reading, context: Context) async throws -> Result {
    guard event.celsius >= -273.15 else {
      throw FunctionError("BelowAbsoluteZero", "\(event.celsius) °C is below absolute zero")
    }
    return Result(fahrenheit: event.celsius * 9 / 5 + 32)
  }
}
