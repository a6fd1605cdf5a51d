// C++ that unwinds its stack: by an exception, and by the ends of its threads.
#pragma once

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

// How many frames an exception has unwound.
int thrower_unwound_frames(int depth);

// Whether a thread that exits early, and one that is cancelled, both end as they should.
bool thrower_ends_threads(void);

#ifdef __cplusplus
}
#endif
