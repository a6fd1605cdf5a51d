/// A function as callers name it: `Hello`, `Hello:$LATEST`, a partial or a full ARN.
struct FunctionName: Hashable {
  /// The account that the emulator plays where a caller names none.
  static let defaultAccount = "123456789012"
  /// The region of functions and ARNs: the environment's, so that functions that call AWS find it.
  static let defaultRegion =
    ["AWS_REGION", "AWS_DEFAULT_REGION"].lazy.compactMap(ProcessEnvironment.value).first
    ?? "us-east-1"

  let name: String
  let qualifier: String?
  let partition: String
  let region: String
  let account: String
  /// The ARN that the function is invoked by.
  let arn: String

  init(
    _ name: String, qualifier: String?, partition: String = "aws", region: String = defaultRegion,
    account: String = defaultAccount
  ) {
    self.name = name
    self.qualifier = qualifier
    self.partition = partition
    self.region = region
    self.account = account
    arn =
      "arn:\(partition):lambda:\(region):\(account):function:\(name)"
      + (qualifier.map { ":\($0)" } ?? "")
  }

  /// Reads a name as it stands in a request's path, percent-decoded; nil for one that is none.
  ///
  /// An ARN may lack its parts from the left:
  /// `[[arn:aws:lambda:][REGION:][ACCOUNT:]function:]NAME[:QUALIFIER]`. The Invoke API's pattern
  /// lets `function:` be absent too, which leaves open what the parts before the name are.
  ///
  /// - Parameter qualifier: from the query. It must agree with one in the name.
  init?(parsing text: String, qualifier: String?) {
    guard qualifier.map(Self.isValid) ?? true else { return nil }
    if Self.isValid(text) {
      self.init(text, qualifier: qualifier)
      return
    }
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)[...]
    var partition = "aws"
    if parts.first == "arn" {
      // As the API describes them: aws, aws-cn, aws-us-gov and their like.
      guard parts.count >= 5, parts[1] == "aws" || parts[1].hasPrefix("aws-"),
        Self.isValid(parts[1]), parts[2] == "lambda", parts.dropLast().contains("function")
      else { return nil }
      partition = parts[1]
      parts.removeFirst(3)
    }
    var region: String?
    var account: String?
    // Without `function:` a colon can only stand before a qualifier.
    if let marker = parts.dropLast().firstIndex(of: "function") {
      let prefix = parts[..<marker]
      account = prefix.last { Self.isAccount($0) }
      region = prefix.first { !Self.isAccount($0) }
      guard [region, account].compactMap({ $0 }) == Array(prefix), prefix.allSatisfy(Self.isValid)
      else { return nil }
      parts.removeFirst(prefix.count + 1)
    }
    guard (1...2).contains(parts.count), parts.allSatisfy(Self.isValid) else { return nil }
    let own = parts.count == 2 ? parts.last : nil
    if let own, let qualifier, own != qualifier { return nil }
    self.init(
      parts[parts.startIndex], qualifier: own ?? qualifier, partition: partition,
      region: region ?? Self.defaultRegion, account: account ?? Self.defaultAccount)
  }

  private static func isAccount(_ part: String) -> Bool {
    part.utf8.count == 12 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
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
