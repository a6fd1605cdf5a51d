/// A function as callers name it: `Hello`, `Hello:$LATEST`, a partial or a full ARN.
struct FunctionName: Hashable {
  /// The account that the emulator plays.
  static let account = "123456789012"
  /// The region of functions and ARNs: the environment's, so that functions that call AWS find it.
  static let defaultRegion =
    ["AWS_REGION", "AWS_DEFAULT_REGION"].lazy.compactMap(ProcessEnvironment.value).first
    ?? "us-east-1"

  let name: String
  let qualifier: String?
  let region: String

  init(_ name: String, qualifier: String?, region: String = defaultRegion) {
    self.name = name
    self.qualifier = qualifier
    self.region = region
  }

  /// Reads a name as it stands in a request's path, percent-decoded; nil for one that is none.
  ///
  /// - Parameter qualifier: from the query. It must agree with one in the name.
  init?(parsing text: String, qualifier: String?) {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    var region = Self.defaultRegion
    if parts.first == "arn" {
      guard parts.count >= 7, parts[2] == "lambda", parts[5] == "function" else { return nil }
      region = parts[3]
      parts.removeFirst(6)
    } else if parts.count >= 3, parts[1] == "function" {
      parts.removeFirst(2)
    }
    guard (1...2).contains(parts.count), parts.allSatisfy(Self.isValid) else { return nil }
    let own = parts.count == 2 ? parts[1] : nil
    if let own, let qualifier, own != qualifier { return nil }
    self.init(parts[0], qualifier: own ?? qualifier, region: region)
  }

  /// The ARN that the function is invoked by.
  var arn: String {
    let base = "arn:aws:lambda:\(region):\(Self.account):function:\(name)"
    return qualifier.map { "\(base):\($0)" } ?? base
  }

  private static func isValid(_ part: String) -> Bool {
    !part.isEmpty && part.utf8.count <= 140
      && part.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
          UInt8(ascii: "$"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}
