// One import for a function that speaks JSON. A raw-bytes function imports `MartletRuntime` instead:
// every importer of a module links what the module imports, so JSON can only be left out by a module
// that does not know it.
@_exported public import MartletRuntime
