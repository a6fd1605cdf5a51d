#include "Thrower.h"

#include <pthread.h>
#include <stdexcept>

namespace {
struct Counter {
  int *unwound;
  ~Counter() { ++*unwound; }
};

int descend(int depth, int *unwound) {
  Counter counter{unwound};
  if (depth == 1) throw std::runtime_error("the bottom");
  return descend(depth - 1, unwound) + 1;
}

void *exit_early(void *value) { pthread_exit(value); }

void *wait_forever(void *) {
  for (;;) pthread_testcancel();
}
}  // namespace

int thrower_unwound_frames(int depth) {
  int unwound = 0;
  try {
    return descend(depth, &unwound);
  } catch (const std::exception &) {
    return unwound;
  }
}

bool thrower_ends_threads() {
  int value = 0;
  void *result = nullptr;
  pthread_t thread;
  if (pthread_create(&thread, nullptr, exit_early, &value) != 0) return false;
  pthread_join(thread, &result);
  if (result != &value) return false;
  if (pthread_create(&thread, nullptr, wait_forever, nullptr) != 0) return false;
  pthread_cancel(thread);
  pthread_join(thread, &result);
  return result == PTHREAD_CANCELED;
}
