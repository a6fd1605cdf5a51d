#include <string.h>

#include "Trap.h"

static bool append_bytes(struct trap_text *text, const char *bytes, size_t count) {
  if (count > text->capacity - text->count) return false;
  memcpy(text->bytes + text->count, bytes, count);
  text->count += count;
  return true;
}

void trap_append(struct trap_text *text, const char *string) {
  append_bytes(text, string, strlen(string));
}

static void append_digits(struct trap_text *text, uint64_t number, unsigned base) {
  char digits[20];
  size_t first = sizeof digits;
  do {
    digits[--first] = "0123456789abcdef"[number % base];
    number /= base;
  } while (number != 0);
  append_bytes(text, digits + first, sizeof digits - first);
}

void trap_append_number(struct trap_text *text, uint64_t number) {
  append_digits(text, number, 10);
}

void trap_append_hex(struct trap_text *text, uint64_t number) {
  trap_append(text, "0x");
  append_digits(text, number, 16);
}

static bool is_unreserved(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_' || byte == '~';
}

void trap_append_segment(struct trap_text *text, const char *string) {
  for (; *string != 0; string++) {
    unsigned char byte = (unsigned char)*string;
    char escape[3] = {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 0xF]};
    if (is_unreserved(byte)) {
      append_bytes(text, string, 1);
    } else {
      append_bytes(text, escape, sizeof escape);
    }
  }
}

// The length of the character that begins a text, by the table of well-formed UTF-8 (Unicode 3.9);
// 0 where none begins there.
static size_t character(const unsigned char *bytes, size_t length, uint32_t *scalar) {
  unsigned char first = bytes[0];
  if (first < 0x80) {
    *scalar = first;
    return 1;
  }
  size_t count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || count > length) return 0;
  uint32_t value = first & (0x7Fu >> count);
  for (size_t index = 1; index < count; index++) {
    if ((bytes[index] & 0xC0) != 0x80) return 0;
    value = value << 6 | (bytes[index] & 0x3F);
  }
  bool is_overlong = (count == 3 && value < 0x800) || (count == 4 && value < 0x10000);
  if (is_overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
  *scalar = value;
  return count;
}

static bool is_control(uint32_t scalar) {
  return scalar < 0x20 || (scalar >= 0x7F && scalar <= 0x9F) || scalar == 0x2028 ||
         scalar == 0x2029;
}

static bool append_character(struct trap_text *text, const char *bytes, size_t count,
                             uint32_t scalar) {
  if (scalar == '"') return append_bytes(text, "\\\"", 2);
  if (scalar == '\\') return append_bytes(text, "\\\\", 2);
  if (scalar == '\n') return append_bytes(text, "\\n", 2);
  if (!is_control(scalar)) return append_bytes(text, bytes, count);
  char escape[6] = {'\\', 'u'};
  for (int digit = 0; digit < 4; digit++) {
    escape[2 + digit] = "0123456789abcdef"[scalar >> (12 - 4 * digit) & 0xF];
  }
  return append_bytes(text, escape, sizeof escape);
}

void trap_append_escaped(struct trap_text *text, const char *string, size_t length) {
  static const char ellipsis[] = "\xE2\x80\xA6";
  static const char replacement[] = "\xEF\xBF\xBD";
  size_t room = sizeof ellipsis - 1;
  if (text->capacity - text->count < room) return;
  text->capacity -= room;
  size_t place = 0;
  while (place < length) {
    uint32_t scalar = 0xFFFD;
    size_t count = character((const unsigned char *)string + place, length - place, &scalar);
    bool fits = count > 0 ? append_character(text, string + place, count, scalar)
                          : append_bytes(text, replacement, sizeof replacement - 1);
    if (!fits) break;
    place += count > 0 ? count : 1;
  }
  text->capacity += room;
  if (place < length) append_bytes(text, ellipsis, room);
}
