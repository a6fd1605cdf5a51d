#define _GNU_SOURCE
#include <elf.h>
#include <link.h>
#include <pthread.h>
#include <ucontext.h>

#include "Trap.h"

// Set by the linker: where the executable begins, and where its code ends.
extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));
extern const char etext[];

// The thread whose stack can be walked, and how far: from a frame that has not returned, everything
// down to the stack pointer is there to be read.
static pthread_t thread;
static uintptr_t outermost;

void trap_note_stack(uintptr_t frame) {
  thread = pthread_self();
  outermost = frame;
}

struct trap_registers trap_registers(const struct trap *trap) {
  const mcontext_t *machine = &((const ucontext_t *)trap->context)->uc_mcontext;
#if defined(__x86_64__)
  return (struct trap_registers){
      .program = (uintptr_t)machine->gregs[REG_RIP],
      .frame = (uintptr_t)machine->gregs[REG_RBP],
      .stack = (uintptr_t)machine->gregs[REG_RSP],
  };
#elif defined(__aarch64__)
  return (struct trap_registers){
      .program = machine->pc, .frame = machine->regs[29], .stack = machine->sp};
#else
  (void)machine;
  return (struct trap_registers){0};
#endif
}

static uintptr_t code_address(uintptr_t address) {
#if defined(__aarch64__)
  // Signed return addresses carry their signature above the 48 bits.
  address &= 0xFFFFFFFFFFFF;
#endif
  return address;
}

static bool is_own_code(uintptr_t address) {
  return address >= (uintptr_t)&__ehdr_start && address < (uintptr_t)etext;
}

// Whether it may be code at all, a library's where it is not the executable's own.
static bool may_be_code(uintptr_t address) {
  return is_own_code(address) || (address > UINT32_MAX && address >> 47 == 0);
}

// As the executable's file says it, whatever address the file was loaded at.
static uintptr_t file_address(uintptr_t address) {
  return __ehdr_start.e_type == ET_DYN ? address - (uintptr_t)&__ehdr_start : address;
}

uintptr_t trap_program_address(const struct trap *trap) {
  uintptr_t address = code_address(trap_registers(trap).program);
  return is_own_code(address) ? file_address(address) : 0;
}

static void append_address(struct trap_text *text, uintptr_t address) {
  bool is_own = is_own_code(address);
  trap_append(text, "\"");
  trap_append_hex(text, is_own ? file_address(address) : address);
  trap_append(text, is_own ? "\"" : " in a library\"");
}

// MARK: the walk

// From where on the stack's memory can be read; 0 where that cannot be told.
static uintptr_t lowest_readable(const struct trap *trap) {
  // Nothing else lies so near to the main thread's stack, which could be mistaken for it.
  const uintptr_t reach = 64 << 20, page = 4 << 10;
  uintptr_t stack = trap_registers(trap).stack;
  if (outermost == 0 || !pthread_equal(thread, pthread_self())) return 0;
  if (stack >= outermost || outermost - stack > reach) return 0;
  // The stack pointer of a stack that is full points past its end.
  uintptr_t beyond = ((uintptr_t)trap->info->si_addr | (page - 1)) + 1;
  bool is_full = trap->number == SIGSEGV && beyond > stack && beyond - stack <= 64 * page;
  return is_full ? beyond : stack;
}

// A function's record of its caller's frame; after it comes where it returns to.
static bool is_frame(uintptr_t frame, uintptr_t lowest) {
  return frame >= lowest && frame < outermost && frame % sizeof(uintptr_t) == 0;
}

// Swift marks the frames of async functions in a bit that no address has.
static uintptr_t caller(uintptr_t frame) {
  return *(const uintptr_t *)frame & ~((uintptr_t)1 << 60);
}

static uintptr_t return_address(uintptr_t frame) {
  return code_address(((const uintptr_t *)frame)[1]);
}

// The first place that looks like a frame of the executable's own code, and its caller's like one
// too. The C library keeps none, and what calls its `abort` comes right after; it may also be one that
// an earlier call has left there, whose callers are the same.
static uintptr_t search_frame(uintptr_t lowest) {
  const uintptr_t reach = 16 << 10, word = sizeof(uintptr_t);
  uintptr_t place = (lowest + word - 1) / word * word;
  for (uintptr_t end = place + reach; place < end && place < outermost; place += word) {
    uintptr_t next = caller(place);
    if (!is_own_code(return_address(place)) || !is_frame(next, place + 1)) continue;
    if (may_be_code(return_address(next))) return place;
  }
  return 0;
}

void trap_append_stack(struct trap_text *text, const struct trap *trap) {
  const int limit = 32;
  struct trap_registers registers = trap_registers(trap);
  append_address(text, code_address(registers.program));
  uintptr_t lowest = lowest_readable(trap);
  if (lowest == 0) return;
  uintptr_t frame = registers.frame & ~((uintptr_t)1 << 60);
  if (!is_frame(frame, lowest)) frame = search_frame(lowest);
  for (int count = 1; count < limit && is_frame(frame, lowest); count++) {
    uintptr_t address = return_address(frame);
    if (!may_be_code(address)) return;
    trap_append(text, ",");
    // The call lies before the address that it returns to.
    append_address(text, address - 1);
    lowest = frame + 1;
    frame = caller(frame);
  }
}
