// One import for a function over custom resources.
@_exported public import Martlet
@_exported public import MartletEvents
