#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "Trap.h"

// Where the platform takes frames; -1 where it does not.
static int frames = -1;
static bool is_json;

enum { HEADER_SIZE = 16 };
TRAP_MEMORY static char record_bytes[HEADER_SIZE + (4 << 10)];
TRAP_MEMORY static struct timespec instant;

void trap_set_log(int descriptor) {
  frames = descriptor;
  const char *format = getenv("AWS_LAMBDA_LOG_FORMAT");
  is_json = format != NULL && strcasecmp(format, "JSON") == 0;
}

// MARK: the instant

static void append_padded(struct trap_text *text, unsigned number, int width) {
  char digits[5] = {0};
  for (int place = width - 1; place >= 0; place--, number /= 10) {
    digits[place] = (char)('0' + number % 10);
  }
  trap_append(text, digits);
}

// Days of a month in a year that begins in March: 31, 30, 31, 30, 31, 31, 30, …
static unsigned days_before(unsigned month) { return (153 * month + 2) / 5; }

// RFC 3339 in UTC with milliseconds. `gmtime_r` takes a lock.
static void append_instant(struct trap_text *text) {
  unsigned days = (unsigned)(instant.tv_sec / 86400), second = (unsigned)(instant.tv_sec % 86400);
  // From 1 March of the year 0, in cycles of 400 years of 146,097 days.
  days += 719468;
  unsigned cycle = days / 146097, day = days % 146097;
  unsigned year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  unsigned day_of_year = day - (365 * year + year / 4 - year / 100);
  unsigned month = (5 * day_of_year + 2) / 153;
  append_padded(text, cycle * 400 + year + (month >= 10), 4);
  trap_append(text, "-");
  append_padded(text, month < 10 ? month + 3 : month - 9, 2);
  trap_append(text, "-");
  append_padded(text, day_of_year - days_before(month) + 1, 2);
  trap_append(text, "T");
  append_padded(text, second / 3600, 2);
  trap_append(text, ":");
  append_padded(text, second / 60 % 60, 2);
  trap_append(text, ":");
  append_padded(text, second % 60, 2);
  trap_append(text, ".");
  append_padded(text, (unsigned)(instant.tv_nsec / 1000000), 3);
  trap_append(text, "Z");
}

// MARK: the record

static void begin_json(struct trap_text *record, const struct trap_invocation *invocation) {
  trap_append(record, "{\"timestamp\":\"");
  append_instant(record);
  trap_append(record, "\",\"level\":\"FATAL\"");
  if (invocation != NULL) {
    trap_append(record, ",\"requestId\":\"");
    trap_append_escaped(record, invocation->request_id, strlen(invocation->request_id));
    trap_append(record, "\"");
  }
  trap_append(record, ",\"errorType\":\"Function.Trap\",\"errorMessage\":\"");
}

static void begin_text(struct trap_text *record, const struct trap_invocation *invocation) {
  trap_append(record, "FATAL ");
  if (invocation != NULL) {
    trap_append(record, "RequestId: ");
    trap_append_segment(record, invocation->request_id);
    trap_append(record, " ");
  }
  trap_append(record, "Function.Trap: \"");
}

struct trap_text trap_begin_record(const struct trap *trap,
                                   const struct trap_invocation *invocation) {
  // What became of the report comes after a message of any length.
  const size_t room = 256;
  struct trap_text record = {record_bytes + HEADER_SIZE, 0,
                             sizeof record_bytes - HEADER_SIZE - room};
  clock_gettime(CLOCK_REALTIME, &instant);
  if (is_json) {
    begin_json(&record, invocation);
  } else {
    begin_text(&record, invocation);
  }
  trap_append_cause(&record, trap);
  record.capacity += room;
  trap_append(&record, is_json ? "\",\"message\":\"the process ends by a trap; " : "\"; ");
  return record;
}

static const char *error_text(int error) {
  switch (error) {
    case ECONNREFUSED: return "connection refused";
    case ECONNRESET: return "connection reset";
    case ETIMEDOUT: return "no answer within a second";
    case ENETUNREACH: return "no route to its network";
    case EHOSTUNREACH: return "no route to its host";
    case EMFILE: return "too many open files";
    default: return NULL;
  }
}

void trap_append_outcome(struct trap_text *record, struct trap_outcome outcome) {
  switch (outcome.kind) {
    case TRAP_ANSWERED:
      if (outcome.status == 202) {
        trap_append(record, "reported");
      } else {
        trap_append(record, "the Runtime API refused the report with status ");
        trap_append_number(record, (uint64_t)outcome.status);
      }
      return;
    case TRAP_NO_ADDRESS:
      trap_append(record, "not reported: the Runtime API's address is a name that is not resolved yet");
      return;
    case TRAP_UNREACHABLE:
      trap_append(record, "not reported: the Runtime API cannot be reached: ");
      if (error_text(outcome.error) != NULL) {
        trap_append(record, error_text(outcome.error));
      } else {
        trap_append(record, "error ");
        trap_append_number(record, (uint64_t)outcome.error);
      }
      return;
    case TRAP_NO_ANSWER:
      trap_append(record, "the Runtime API did not answer the report");
  }
}

// MARK: where it goes

bool trap_write(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written == 0 || errno != EINTR) {
      return false;
    }
  }
  return true;
}

static void store(char *bytes, uint64_t number, int size) {
  for (int place = size - 1; place >= 0; place--, number >>= 8) bytes[place] = (char)number;
}

// A frame of _LAMBDA_TELEMETRY_LOG_FD: its type with the level, its length, and when it was.
static bool write_frame(const struct trap_text *record) {
  const uint32_t time_follows = 0xA55A0002, fatal = 6 << 2, is_text = 1;
  uint64_t microseconds = (uint64_t)instant.tv_sec * 1000000 + (uint64_t)instant.tv_nsec / 1000;
  store(record_bytes, time_follows | fatal | (is_json ? 0 : is_text), 4);
  store(record_bytes + 4, record->count, 4);
  store(record_bytes + 8, microseconds, 8);
  return trap_write(frames, record_bytes, HEADER_SIZE + record->count);
}

void trap_write_record(struct trap_text *record) {
  if (is_json) trap_append(record, "\"}");
  if (frames >= 0 && write_frame(record)) return;
  trap_append(record, "\n");
  trap_write(STDERR_FILENO, record->bytes, record->count);
}
