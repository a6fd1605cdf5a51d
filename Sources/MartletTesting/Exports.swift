// Part of this module's own words.
@_exported public import struct MartletEmulator.Fault
