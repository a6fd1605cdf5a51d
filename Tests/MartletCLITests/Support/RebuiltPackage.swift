import Glibc

/// A package that `martlet dev` serves, with a compiler that copies each product's one source.
struct RebuiltPackage {
  let package: FakePackage
  var folder: TemporaryFolder { package.folder }

  /// - Parameter waitsFor: a pipe that the compiler waits for when it has read the first source.
  init(_ products: String..., waitsFor pipe: String? = nil) async {
    let function = FakePackage.function(registering: "")
    package = await FakePackage(["echo": function, "other": function])
    package.describe(products)
    let path = package.folder.path
    for product in products { save("one", of: product) }
    await package.build(
      """
      rm -f "\(path)/out/$product"
      if grep -q BROKEN "\(path)/Sources/$product/main.swift"; then
        echo '[1/2] Compiling'; echo '/a.swift:1:1: error: no such thing'; exit 1
      fi
      cat "\(path)/Sources/$product/main.swift" > "\(path)/out/$product.new"
      if [ -p "\(path)/\(pipe ?? "none")" ] && [ ! -e "\(path)/begun" ]; then
        : > "\(path)/begun"; read line < "\(path)/\(pipe ?? "none")"
      fi
      chmod 755 "\(path)/out/$product.new"
      mv "\(path)/out/$product.new" "\(path)/out/$product"
      """)
  }

  /// Saves a product's source: a bootstrap that answers with its variables, `V` being the version.
  func save(_ version: String, of product: String = "echo") {
    package.folder.write(
      "Sources/\(product)/main.swift",
      """
      #!/bin/sh
      [ "$1" = --martlet-functions ] && exit 0
      export V=\(version) _HANDLER=env
      exec \(Programs.bootstrap)

      """)
  }

  /// Describes the package anew, as a saved manifest does.
  func describe(_ products: String...) {
    package.describe(products)
    package.folder.write("Package.swift", "// \(products)")
  }

  func set(_ settings: String) { package.folder.write("runtime/functions.json", settings) }

  /// - Parameter wrapper: what runs the command, with its own arguments.
  func command(
    _ arguments: String..., output: RunningCommand.Stream = .captured, under wrapper: [String] = []
  ) -> RunningCommand {
    let words =
      wrapper + [Programs.martlet, "dev", "--port", "0", "--timeout", "60"] + arguments
    return RunningCommand(
      words[0], Array(words.dropFirst()), output: output,
      directory: package.folder.path,
      environment: [
        "PATH": "\(package.folder.path)/bin:/usr/bin:/bin", "_HANDLER": nil, "TERM": "xterm",
        "NO_COLOR": nil,
      ])
  }

  /// Starts `martlet dev` and waits until it listens.
  func start(_ arguments: String...) async -> Dev {
    let command = command(arguments.first ?? "--verbose")
    return Dev(command: command, url: Dev.url(in: await command.errors(until: "-d '{}'")))
  }
}

extension Dev {
  /// The value of a variable that a rebuilt function answers with, or all that comes instead.
  func variable(_ name: String = "V", of function: String = "echo") async -> String {
    let outcome = await martlet("invoke", function, "{}", "--endpoint", url)
    let match = outcome.text.split(separator: "\"").first { $0.hasPrefix("\(name)=") }
    return match.map { String($0.dropFirst(name.count + 1)) } ?? outcome.text + outcome.errors
  }

  /// Waits until so many new versions have been served.
  func untilServed(_ count: Int) async {
    await command.errors(until: ": the new version is served", times: count)
  }

  /// Waits until so many mistakes have been shown.
  func untilFailed(_ count: Int) async {
    await command.errors(until: "the last good version is served", times: count)
  }
}
