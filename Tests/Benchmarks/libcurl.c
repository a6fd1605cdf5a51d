// The same as floor.c over libcurl, as a C program would use it: one easy handle for all calls, set
// up once, and neither event nor answer copied beyond what libcurl does itself. What Martlet's own
// code costs for a large event is told as a ratio to it.
//
//   prefix=$(runtime/libcurl/build)
//   cc -O2 -static -I "$prefix/include" -o libcurl libcurl.c -L "$prefix/lib" -lcurl
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static CURL *easy;
static char *event;
static size_t event_count, event_capacity;
static char request_id[128];

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static size_t on_header(char *line, size_t size, size_t count, void *context) {
  (void)context;
  static const char name[] = "lambda-runtime-aws-request-id:";
  size_t length = size * count;
  if (length > sizeof name && strncasecmp(line, name, sizeof name - 1) == 0) {
    const char *value = line + sizeof name - 1, *end = line + length;
    while (value < end && *value == ' ') value += 1;
    size_t kept = strcspn(value, "\r\n");
    if (kept >= sizeof request_id) fail("the request ID is too long");
    memcpy(request_id, value, kept);
    request_id[kept] = 0;
  }
  return length;
}

static size_t on_event(char *bytes, size_t size, size_t count, void *context) {
  (void)context;
  size_t length = size * count;
  if (event_count + length > event_capacity) {
    event_capacity = (event_count + length) * 2;
    event = realloc(event, event_capacity);
    if (event == NULL) fail("out of memory");
  }
  memcpy(event + event_count, bytes, length);
  event_count += length;
  return length;
}

static size_t on_acknowledgement(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  (void)context;
  return size * count;
}

static void call(const char *target) {
  curl_easy_setopt(easy, CURLOPT_REQUEST_TARGET, target);
  CURLcode code = curl_easy_perform(easy);
  if (code != CURLE_OK) exit(code != CURLE_GOT_NOTHING);
}

int main(void) {
  const char *address = getenv("AWS_LAMBDA_RUNTIME_API");
  if (address == NULL) fail("AWS_LAMBDA_RUNTIME_API is not set");
  char url[256], target[256];
  snprintf(url, sizeof url, "http://%s", address);
  CURLU *place = curl_url();
  if (place == NULL || curl_url_set(place, CURLUPART_URL, url, 0) != CURLUE_OK) fail(url);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  easy = curl_easy_init();
  struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
  headers = curl_slist_append(headers, "Content-Type: application/octet-stream");
  curl_easy_setopt(easy, CURLOPT_CURLU, place);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
  for (;;) {
    event_count = 0;
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_event);
    call("/2018-06-01/runtime/invocation/next");
    snprintf(
        target, sizeof target, "/2018-06-01/runtime/invocation/%s/response", request_id);
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)event_count);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, event);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, NULL);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_acknowledgement);
    call(target);
  }
}
