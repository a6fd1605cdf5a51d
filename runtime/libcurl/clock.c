// The clock that libcurl reads: the time of the kernel's last tick.
//
// libcurl asks for the time some sixty times in an invocation, though nothing has passed in between, and a reading of the
// processor's counter takes several times as long as one of the tick, which is one to ten milliseconds old. libcurl
// counts in milliseconds itself, and what it measures by this clock are its timeouts: a timer that comes a tick too early
// is set anew for the rest. `build` makes the library's calls come here (the linker's --wrap), and nobody else's.
#include <time.h>

extern int __real_clock_gettime(clockid_t clock, struct timespec *time);

int __wrap_clock_gettime(clockid_t clock, struct timespec *time) {
  if (clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_RAW) clock = CLOCK_MONOTONIC_COARSE;
  return __real_clock_gettime(clock, time);
}
