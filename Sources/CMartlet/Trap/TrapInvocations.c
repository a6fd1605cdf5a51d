#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "Trap.h"
#include "TrapReport.h"

// A task-local value of the current task, or NULL: a walk along a list, which changes nothing and
// takes no lock.
extern __attribute__((swiftcall)) const void *swift_task_localValueGet(const void *key)
    __attribute__((weak));

static struct trap_invocation only;
static struct trap_invocation *slots = &only;
static int32_t slot_count = 1;
static const void *slot_key;

void martlet_trap_use_slots(int32_t count, const void *key) {
  // Without the memory, the first slot alone is reported for.
  slot_key = key;
  if (count <= slot_count) return;
  struct trap_invocation *more = calloc((size_t)count, sizeof *more);
  if (more == NULL) return;
  slots = more;
  slot_count = count;
}

// The current task's slot, or NULL where it says none.
static struct trap_invocation *current_slot(void) {
  if (slot_key == NULL) return &slots[0];
  if (&swift_task_localValueGet == NULL) return NULL;
  const int32_t *number = swift_task_localValueGet(slot_key);
  if (number == NULL || *number < 0 || *number >= slot_count) return NULL;
  return &slots[*number];
}

// Copies a string with its end, or an empty one where it does not fit.
static bool copy(char *target, size_t size, const char *string) {
  size_t count = string == NULL ? 0 : strnlen(string, size);
  bool fits = count < size;
  if (!fits) count = 0;
  if (count > 0) memcpy(target, string, count);
  target[count] = 0;
  return fits;
}

void trap_begin(const char *request_id, const char *invocation_id) {
  struct trap_invocation *slot = current_slot();
  if (slot == NULL) return;
  // Another thread may trap in between, and must not send half an ID.
  atomic_store_explicit(&slot->state, TRAP_IDLE, memory_order_seq_cst);
  bool fits = copy(slot->request_id, sizeof slot->request_id, request_id);
  copy(slot->invocation_id, sizeof slot->invocation_id, invocation_id);
  atomic_store_explicit(&slot->state, fits ? TRAP_ACTIVE : TRAP_ID_TOO_LONG, memory_order_release);
}

void trap_end(void) {
  struct trap_invocation *slot = current_slot();
  if (slot != NULL) atomic_store_explicit(&slot->state, TRAP_IDLE, memory_order_release);
}

static bool is_active(struct trap_invocation *slot) {
  return atomic_load_explicit(&slot->state, memory_order_acquire) != TRAP_IDLE;
}

struct trap_invocation *trap_current_invocation(void) {
  struct trap_invocation *slot = current_slot();
  if (slot != NULL && is_active(slot)) return slot;
  // Where there is one invocation, its work is what the process does, on whichever thread.
  struct trap_invocation *found = NULL;
  for (int32_t index = 0; index < slot_count; index++) {
    if (!is_active(&slots[index])) continue;
    if (found != NULL) return NULL;
    found = &slots[index];
  }
  return found;
}

size_t trap_visit_invocations(void (*visit)(struct trap_invocation *, void *), void *context) {
  size_t count = 0;
  for (int32_t index = 0; index < slot_count; index++) {
    if (!is_active(&slots[index])) continue;
    visit(&slots[index], context);
    count++;
  }
  return count;
}
