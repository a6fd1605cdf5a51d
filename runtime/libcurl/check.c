// Linked with the finished library alone, as a function is, and asked what is in it.
#include <curl/curl.h>
#include <curl/mprintf.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// OpenSSL's, or rather that of ca.c; nothing in the minimal profile.
extern const char *X509_get_default_cert_dir(void) __attribute__((weak));

// What comes before the C library's and libcurl's own, for the library's calls; see `compile_replacements`.
extern int __wrap_clock_gettime(clockid_t, struct timespec *) __attribute__((weak));
#ifdef MARTLET_HAS_FORMAT
extern int __wrap_curl_mvsnprintf(char *, size_t, const char *, va_list);
extern char *__wrap_curl_mvaprintf(const char *, va_list);
#endif

static void require(int isThere, const char *what) {
  if (isThere) return;
  fprintf(stderr, "the library lacks %s\n", what);
  exit(1);
}

static void require_option(CURL *easy, CURLoption option, const void *value, const char *what) {
  require(curl_easy_setopt(easy, option, value) == CURLE_OK, what);
}

#ifdef MARTLET_HAS_FORMAT
// Whether format.c writes a text as libcurl's own printf does, to a room that it fits in and to one that it does not.
static void require_same(const char *format, ...) {
  size_t rooms[] = {256, 8, 1};
  for (size_t index = 0; index < sizeof rooms / sizeof *rooms; index++) {
    char own[256] = "", other[256] = "";
    va_list arguments;
    va_start(arguments, format);
    int length = __wrap_curl_mvsnprintf(own, rooms[index], format, arguments);
    va_end(arguments);
    va_start(arguments, format);
    int otherLength = curl_mvsnprintf(other, rooms[index], format, arguments);
    va_end(arguments);
    require(length == otherLength && strcmp(own, other) == 0, format);
  }
  va_list arguments;
  va_start(arguments, format);
  char *own = __wrap_curl_mvaprintf(format, arguments);
  va_end(arguments);
  va_start(arguments, format);
  char *other = curl_mvaprintf(format, arguments);
  va_end(arguments);
  require(own && other && strcmp(own, other) == 0, format);
  curl_free(own);
  curl_free(other);
}

static void require_same_texts(void) {
  char longer[3000];
  memset(longer, 'x', sizeof longer - 1);
  longer[sizeof longer - 1] = 0;
  require_same("%s behind %s", longer, longer);
  require_same("%s", "");
  require_same("nothing to put in");
  require_same("Host: %s%s%s:%d\r\n", "[", "::1", "]", 9001);
  require_same("%s %s HTTP/1.%c\r\n%s", "GET", "/2018-06-01/runtime/invocation/next", '1', "");
  require_same("%d %d %d %ld %ld", 0, INT_MAX, INT_MIN, LONG_MAX, LONG_MIN);
  require_same("%u %lu %zu %x %lx", UINT_MAX, ULONG_MAX, SIZE_MAX, 0xBEEFu, ULONG_MAX);
  require_same("%.*s|%.*s|%.*s|%.*s", 3, "abcdef", 0, "abc", 9, "abc", -1, "abc");
  require_same("100%%, %s", (char *)NULL);
  require_same("%02d:%5s|%-5s|%.2s|%5.1f|%X|%c", 7, "ab", "ab", "abc", 2.55, 0xABu, 'z');
}
#else
static void require_same_texts(void) {}
#endif

int main(void) {
  struct timespec tick;
  require(__wrap_clock_gettime && __wrap_clock_gettime(CLOCK_MONOTONIC, &tick) == 0, "a clock");
  require_same_texts();
  require(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK, "a working curl_global_init");
  CURLM *multi = curl_multi_init();
  CURL *easy = curl_easy_init();
  CURLU *url = curl_url();
  require(multi && easy && url, "memory");
  require(curl_url_set(url, CURLUPART_URL, "http://[::1]:9001/", 0) == CURLUE_OK, "URLs with IPv6 addresses");

  // What Martlet's client relies on and an option too many would take away.
  require_option(easy, CURLOPT_CURLU, url, "CURLOPT_CURLU");
  require_option(easy, CURLOPT_REQUEST_TARGET, "/", "CURLOPT_REQUEST_TARGET");
  require_option(easy, CURLOPT_POSTFIELDS, "", "CURLOPT_POSTFIELDS");
  require_option(easy, CURLOPT_READFUNCTION, NULL, "CURLOPT_READFUNCTION");
  require_option(easy, CURLOPT_TRAILERFUNCTION, NULL, "CURLOPT_TRAILERFUNCTION");
  require_option(easy, CURLOPT_OPENSOCKETFUNCTION, NULL, "CURLOPT_OPENSOCKETFUNCTION");
  require_option(easy, CURLOPT_CLOSESOCKETFUNCTION, NULL, "CURLOPT_CLOSESOCKETFUNCTION");
  require(curl_multi_add_handle(multi, easy) == CURLM_OK, "curl_multi_add_handle");
  require(curl_multi_remove_handle(multi, easy) == CURLM_OK, "curl_multi_remove_handle");
  int running;
  require(curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running) == CURLM_OK, "curl_multi_socket_action");
  curl_easy_cleanup(easy);
  curl_url_cleanup(url);
  curl_multi_cleanup(multi);

  const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);
  require(info->features & CURL_VERSION_IPV6, "IPv6");
  require(
      X509_get_default_cert_dir == NULL || strcmp(X509_get_default_cert_dir(), "/etc/ssl/certs") == 0,
      "the places of certificates that ca.c names");
  printf("protocols");
  for (const char *const *protocol = info->protocols; *protocol; protocol++) printf(" %s", *protocol);
  printf("\ncurl %s", info->version);
  if (info->ssl_version) printf(" with %s", info->ssl_version);
  printf("\n");
  curl_global_cleanup();
  return 0;
}
