/// Which release of Martlet this is.
public enum MartletVersion {
  /// Major, minor and patch, as in CHANGELOG.md.
  public static let current = "0.1.0"
}
