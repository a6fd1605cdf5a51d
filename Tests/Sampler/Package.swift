// swift-tools-version: 6.2
import PackageDescription

// A package of a user's, with a function that uses much of Swift and some C++. `.ci/check-package`
// packages it and compares its answer: what packaging leaves out of Swift's libraries must not be
// missed.
let package = Package(
  name: "sampler",
  dependencies: [.package(name: "martlet", path: "../..")],
  targets: [
    .target(name: "Thrower"),
    .executableTarget(
      name: "Sampler",
      dependencies: ["Thrower", .product(name: "Martlet", package: "martlet")]),
  ],
  cxxLanguageStandard: .cxx17
)
