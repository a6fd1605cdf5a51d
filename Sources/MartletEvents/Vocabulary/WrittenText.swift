/// A text that an event may have written as a number or Boolean: IDs and versions of digits, and
/// attributes such as `email_verified`.
struct WrittenText: Decodable {
  let value: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      value = try container.decode(String.self)
    } catch {
      if let bool = try? container.decode(Bool.self) {
        value = String(bool)
      } else if let integer = try? container.decode(Int64.self) {
        value = String(integer)
      } else if let number = try? container.decode(Double.self) {
        value = String(number)
      } else {
        throw error
      }
    }
  }
}
