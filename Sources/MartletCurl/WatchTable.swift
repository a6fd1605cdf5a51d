/// The watches of a loop, by descriptor.
///
/// Memory of its own, for the reason that `JobRing` gives.
struct WatchTable: ~Copyable {
  private var watches: UnsafeMutableBufferPointer<Watch?>

  init() {
    watches = .allocate(capacity: 16)
    watches.initialize(repeating: nil)
  }

  deinit {
    watches.deinitialize()
    watches.deallocate()
  }

  subscript(descriptor: Int32) -> Watch? {
    get {
      let index = Int(descriptor)
      return index < watches.count ? watches[index] : nil
    }
    set {
      let index = Int(descriptor)
      if index >= watches.count { grow(toHold: index) }
      watches[index] = newValue
    }
  }

  private mutating func grow(toHold index: Int) {
    let larger = UnsafeMutableBufferPointer<Watch?>.allocate(
      capacity: max(index + 1, watches.count * 2))
    let end = larger.moveInitialize(fromContentsOf: watches)
    larger[end...].initialize(repeating: nil)
    watches.deallocate()
    watches = larger
  }
}
