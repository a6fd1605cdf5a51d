// One import for a function over messages or records.
@_exported public import Martlet
@_exported public import MartletEvents
