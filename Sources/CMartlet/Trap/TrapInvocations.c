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

static bool is_unreserved(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || byte == '~';
}

// Percent-encodes `string` as one segment of a path (RFC 3986 §2.1); false where it is too long.
static bool copy_segment(char *target, size_t size, const char *string) {
  size_t count = 0;
  for (; *string != 0; string++) {
    unsigned char byte = (unsigned char)*string;
    if (count + 4 > size) return false;
    if (is_unreserved(byte)) {
      target[count++] = (char)byte;
    } else {
      target[count++] = '%';
      target[count++] = "0123456789ABCDEF"[byte >> 4];
      target[count++] = "0123456789ABCDEF"[byte & 0xF];
    }
  }
  target[count] = 0;
  return true;
}

// Copies the value of a header field. One that is too long, or could write a field of its own,
// becomes an empty one, which is not sent: the platform takes a report without it.
static void copy_value(char *target, size_t size, const char *string) {
  size_t count = 0;
  for (; string != NULL && string[count] != 0; count++) {
    unsigned char byte = (unsigned char)string[count];
    if (count + 1 == size || byte < 0x20 || byte == 0x7F) {
      count = 0;
      break;
    }
    target[count] = (char)byte;
  }
  target[count] = 0;
}

void trap_begin(const char *request_id, const char *invocation_id) {
  struct trap_invocation *slot = current_slot();
  if (slot == NULL) return;
  // Another thread may trap in between, and must not send half an ID.
  atomic_store_explicit(&slot->state, TRAP_IDLE, memory_order_seq_cst);
  bool fits = copy_segment(slot->request_id, sizeof slot->request_id, request_id);
  if (!fits) slot->request_id[0] = 0;
  copy_value(slot->invocation_id, sizeof slot->invocation_id, invocation_id);
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
