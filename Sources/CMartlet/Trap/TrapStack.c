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

// As a symbolizer takes it: what lies in the executable as its file says, whatever address the file
// was loaded at.
static void append_address(struct trap_text *text, uintptr_t address) {
#if defined(__aarch64__)
  // Signed return addresses carry their signature above the 48 bits.
  address &= 0xFFFFFFFFFFFF;
#endif
  uintptr_t start = (uintptr_t)&__ehdr_start;
  bool is_inside = address >= start && address < (uintptr_t)etext;
  trap_append(text, "\"");
  trap_append_hex(
      text, is_inside && __ehdr_start.e_type == ET_DYN ? address - start : address);
  trap_append(text, is_inside ? "\"" : " in a library\"");
}

void trap_append_stack(struct trap_text *text, const struct trap *trap) {
  const int limit = 32;
  struct trap_registers registers = trap_registers(trap);
  append_address(text, registers.program);
  if (outermost == 0 || !pthread_equal(thread, pthread_self())) return;
  uintptr_t lowest = registers.stack;
  // The stack pointer of a stack that is full points past its end.
  if (trap->number == SIGSEGV) {
    uintptr_t after = ((uintptr_t)trap->info->si_addr | 0xFFFF) + 1;
    if (after > lowest && after - lowest <= 0x20000) lowest = after;
  }
  uintptr_t frame = registers.frame;
  for (int count = 1; count < limit; count++) {
    // Swift marks the frames of async functions in a bit that no address has.
    frame &= ~((uintptr_t)1 << 60);
    if (frame < lowest || frame >= outermost || frame % sizeof(uintptr_t) != 0) return;
    const uintptr_t *record = (const uintptr_t *)frame;
    if (record[1] == 0) return;
    trap_append(text, ",");
    // The call lies before the address that it returns to.
    append_address(text, record[1] - 1);
    lowest = frame + 1;
    frame = record[0];
  }
}
