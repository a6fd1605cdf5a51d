/// What Lambda allows as a function's name; anything else could not be deployed, nor stand in a URL
/// as it is.
enum FunctionNameRule {
  static let text = "a function's name has 1 to 64 letters (a to z), digits, - and _"

  static func allows(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
