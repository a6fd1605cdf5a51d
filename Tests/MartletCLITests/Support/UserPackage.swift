import Glibc

/// A package as a newcomer writes it: default settings, this repository by its path.
enum UserPackage {
  /// Made once and built by the first command that runs in it.
  static let folder: TemporaryFolder = {
    let folder = TemporaryFolder()
    atexit { UserPackage.folder.remove() }
    folder.write(
      "Package.swift",
      """
      // swift-tools-version: 6.2
      import PackageDescription

      let martlet: Target.Dependency = .product(name: "Martlet", package: "martlet")
      let package = Package(
        name: "user",
        dependencies: [.package(name: "martlet", path: "\(repository)")],
        targets: [
          .executableTarget(name: "Greet", dependencies: [martlet]),
          .executableTarget(
            name: "Raw", dependencies: [.product(name: "MartletRuntime", package: "martlet")]),
          .executableTarget(name: "Shapes", dependencies: [.target(name: "Area")]),
          .target(name: "Area", dependencies: [martlet]),
          .executableTarget(name: "Tool"),
        ])
      """)
    folder.write("Sources/Greet/Greet.swift", greet)
    folder.write("Sources/Raw/Raw.swift", raw)
    folder.write("Sources/Shapes/Shapes.swift", shapes)
    folder.write("Sources/Area/Square.swift", square)
    folder.write("Sources/Tool/main.swift", "print(\"no function\")")
    return folder
  }()

  private static let repository: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/")
  }()

  private static let greet = """
    import Martlet

    @main
    struct Greet: Function {
      struct Event: Decodable { var name: String }
      struct Reply: Encodable { var message: String }

      func handle(_ event: Event, context: Context) async throws -> Reply {
        print("greeting \\(event.name)")
        return Reply(message: "Hello \\(event.name)")
      }
    }
    """

  static let raw = """
    import MartletRuntime

    @main
    struct Raw: Function {
      func handle(_ event: [UInt8], context: Context) async throws -> [UInt8] { event }
    }
    """

  private static let shapes = """
    import Area
    import Martlet

    @main
    struct Shapes: Host {
      static let functions: [Registration] = [
        .init("Square", Square.self), .init("Negative", Negative.self),
      ]
    }

    struct Negative: Function {
      mutating func handle(_ event: Double, context: Context) async throws -> Double { -event }
    }
    """

  private static let square = """
    import Martlet

    public struct Square: Function {
      public init() {}

      public func handle(_ event: Double, context: Context) async throws -> Double {
        guard event >= 0 else { throw FunctionError("Negative", "no square has a side of \\(event)") }
        return event * event
      }
    }
    """
}
