// Writes the texts that libcurl puts together with its own printf for each request.
//
// libcurl takes every format apart anew and hands its text on letter by letter, through a pointer to a function: a fifth
// of an invocation's instructions, for lines such as "Host: %s%s%s:%d". `build` makes the library's calls come here
// first (the linker's --wrap). What is not plain is libcurl's own to write, as it was before: other conversions than %s,
// %.*s, %c, %%, %d, %u and %x, any width, a null pointer, and what would not fit.
#include <curl/curl.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

struct dynbuf;

// `build` names the two as the release does.
extern CURLcode MARTLET_DYN_ADDN(struct dynbuf *buffer, const void *bytes, size_t count);
#define JOINED(a, b) a##b
#define WITH_PREFIX(prefix, name) JOINED(prefix, name)
#define REAL_DYN_VPRINTF WITH_PREFIX(__real_, MARTLET_DYN_VPRINTF)
#define WRAP_DYN_VPRINTF WITH_PREFIX(__wrap_, MARTLET_DYN_VPRINTF)
extern int REAL_DYN_VPRINTF(struct dynbuf *buffer, const char *format, va_list arguments);
extern char *__real_curl_mvaprintf(const char *format, va_list arguments);
extern int __real_curl_mvsnprintf(char *buffer, size_t room, const char *format, va_list arguments);
// What curl_global_init_mem has put in malloc's place, by which the caller frees.
extern curl_malloc_callback Curl_cmalloc;

// Holds a request's first line with a path of usual length. It lies on the stack.
enum { TEXT_ROOM = 1024 };

struct text {
  char *end, *limit;
};

static int put(struct text *text, const char *bytes, size_t count) {
  if (count > (size_t)(text->limit - text->end)) return 0;
  memcpy(text->end, bytes, count);
  text->end += count;
  return 1;
}

static int put_number(struct text *text, uint64_t magnitude, int is_negative, unsigned base) {
  char digits[24];
  char *first = digits + sizeof digits;
  do {
    *--first = "0123456789abcdef"[magnitude % base];
    magnitude /= base;
  } while (magnitude > 0);
  if (is_negative) *--first = '-';
  return put(text, first, (size_t)(digits + sizeof digits - first));
}

static int put_integer(struct text *text, char conversion, int is_long, va_list *arguments) {
  if (conversion == 'd') {
    int64_t value = is_long ? va_arg(*arguments, long) : va_arg(*arguments, int);
    uint64_t magnitude = (uint64_t)value;
    return put_number(text, value < 0 ? 0 - magnitude : magnitude, value < 0, 10);
  }
  uint64_t value = is_long ? va_arg(*arguments, unsigned long) : va_arg(*arguments, unsigned);
  return put_number(text, value, 0, conversion == 'x' ? 16 : 10);
}

// Writes the conversion that `format` begins with, behind its '%'; null where it is none of those above.
static const char *put_conversion(struct text *text, const char *format, va_list *arguments) {
  int precision = -1, is_long = 0;
  if (format[0] == '.' && format[1] == '*') {
    precision = va_arg(*arguments, int);
    format += 2;
    if (precision < 0 || *format != 's') return NULL;
  }
  // On 64-bit Linux, the only system that functions run on, both are 64 bits wide.
  if (*format == 'l' || *format == 'z') {
    is_long = 1;
    format += 1;
  }
  switch (*format) {
    case 's': {
      const char *string = is_long ? NULL : va_arg(*arguments, const char *);
      if (string == NULL) return NULL;
      size_t length = precision < 0 ? strlen(string) : strnlen(string, (size_t)precision);
      return put(text, string, length) ? format + 1 : NULL;
    }
    case 'c': {
      char byte = (char)va_arg(*arguments, int);
      return !is_long && put(text, &byte, 1) ? format + 1 : NULL;
    }
    case '%': return !is_long && put(text, "%", 1) ? format + 1 : NULL;
    case 'd':
    case 'u':
    case 'x': return put_integer(text, *format, is_long, arguments) ? format + 1 : NULL;
    default: return NULL;
  }
}

// The length of the whole text, or -1 where libcurl has to write it. No more than `room` bytes are used.
static int write_text(char *buffer, size_t room, const char *format, va_list *arguments) {
  struct text text = {buffer, buffer + room};
  while (*format) {
    size_t plain = (size_t)(strchrnul(format, '%') - format);
    if (!put(&text, format, plain)) return -1;
    format += plain;
    if (*format == 0) break;
    format = put_conversion(&text, format + 1, arguments);
    if (format == NULL) return -1;
  }
  return (int)(text.end - buffer);
}

int WRAP_DYN_VPRINTF(struct dynbuf *buffer, const char *format, va_list arguments) {
  char text[TEXT_ROOM];
  va_list copy;
  va_copy(copy, arguments);
  int length = write_text(text, sizeof text, format, &copy);
  va_end(copy);
  if (length < 0) return REAL_DYN_VPRINTF(buffer, format, arguments);
  // Of no text, libcurl makes no memory.
  if (length == 0) return 0;
  CURLcode result = MARTLET_DYN_ADDN(buffer, text, (size_t)length);
  // Later releases tell apart what is too large (CURLE_TOO_LARGE, which earlier ones do not name) from a lack of memory.
  return result == CURLE_OK ? 0 : (int)result == 100 ? 2 : 1;
}

char *__wrap_curl_mvaprintf(const char *format, va_list arguments) {
  char text[TEXT_ROOM];
  va_list copy;
  va_copy(copy, arguments);
  int length = write_text(text, sizeof text, format, &copy);
  va_end(copy);
  if (length < 0) return __real_curl_mvaprintf(format, arguments);
  char *string = Curl_cmalloc((size_t)length + 1);
  if (string == NULL) return NULL;
  memcpy(string, text, (size_t)length);
  string[length] = 0;
  return string;
}

char *__wrap_curl_maprintf(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *string = __wrap_curl_mvaprintf(format, arguments);
  va_end(arguments);
  return string;
}

int __wrap_curl_mvsnprintf(char *buffer, size_t room, const char *format, va_list arguments) {
  va_list copy;
  va_copy(copy, arguments);
  int length = room > 0 ? write_text(buffer, room - 1, format, &copy) : -1;
  va_end(copy);
  if (length < 0) return __real_curl_mvsnprintf(buffer, room, format, arguments);
  buffer[length] = 0;
  return length;
}

int __wrap_curl_msnprintf(char *buffer, size_t room, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = __wrap_curl_mvsnprintf(buffer, room, format, arguments);
  va_end(arguments);
  return length;
}
