#ifdef MARTLET_STATIC_EXECUTABLE

#include <stddef.h>

// At its start Swift's runtime looks for a crash reporter near the executable, and ends the process
// where it cannot find out where that is: in a root file system without /proc. A deployed function
// has no crash reporter beside it, so there is nothing to look for. Weak, because the linker takes
// the runtime's own where anything else in the same object is used.
__attribute__((weak)) char *swift_copyAuxiliaryExecutablePath(const char *bindir, const char *name) {
  (void)bindir;
  (void)name;
  return NULL;
}

#endif
