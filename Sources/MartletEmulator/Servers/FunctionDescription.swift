internal import CMartlet
internal import Glibc
internal import MartletHTTP

/// A function as Lambda's API describes it (`FunctionConfiguration` in its terms).
struct FunctionDescription {
  private let function: FunctionConfiguration
  private var file = stat()

  init(_ function: FunctionConfiguration) {
    self.function = function
    stat(function.bootstrap, &file)
  }

  #if arch(arm64)
    private static let architecture = "arm64"
  #else
    private static let architecture = "x86_64"
  #endif

  /// Whole seconds, as the API has them.
  private var timeout: Int64 { (Milliseconds.roundedUp(function.timeout) + 999) / 1000 }

  var json: String {
    let members: [(String, String)] = [
      ("FunctionName", JSONText.quote(function.name)),
      ("FunctionArn", JSONText.quote(FunctionName(function.name, qualifier: nil).arn)),
      ("Runtime", "\"provided.al2023\""),
      ("Role", "\"arn:aws:iam::\(FunctionName.defaultAccount):role/martlet\""),
      ("Handler", JSONText.quote(function.handler)),
      ("CodeSize", String(file.st_size)),
      ("Description", "\"\""),
      ("Timeout", String(timeout)),
      ("MemorySize", String(function.memorySize)),
      (
        "LastModified",
        "\"\(WallClock.timestamp(Int64(file.st_mtim.tv_sec) * 1000, zone: "+0000"))\""
      ),
      ("Version", "\"$LATEST\""),
      ("PackageType", "\"Zip\""),
      ("Architectures", "[\"\(Self.architecture)\"]"),
      ("State", "\"Active\""),
      ("LastUpdateStatus", "\"Successful\""),
    ]
    let tenancy =
      function.isolatesTenants ? #","TenancyConfig":{"TenantIsolationMode":"PER_TENANT"}"# : ""
    return "{\(members.map { "\"\($0)\":\($1)" }.joined(separator: ","))\(tenancy)}"
  }
}
