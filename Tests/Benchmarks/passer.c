// The least that an emulator can do: hands each event of one caller to one function and the answer back,
// over sockets that it waits for with epoll. No parsing beyond where a body begins, no log, no limits.
// What an invocation through the emulator takes is told as a ratio to it.
//
//   cc -O2 -o passer passer.c
//   passer PORT BOOTSTRAP
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static char in[64 << 10];
static char out[64 << 10];
static char event[32 << 10];
static int event_length;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

// Listens on a port, or on any for zero; says which.
static int listen_on(int *port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(*port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) fail("bind");
  if (listen(listener, 16) != 0) fail("listen");
  socklen_t length = sizeof address;
  getsockname(listener, (struct sockaddr *)&address, &length);
  *port = ntohs(address.sin_port);
  return listener;
}

static int accept_on(int listener) {
  int connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC), yes = 1;
  if (connection < 0) fail("accept");
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return connection;
}

static void send_all(int connection, int length) {
  if (send(connection, out, length, MSG_NOSIGNAL) != length) fail("send");
}

static void start(const char *bootstrap, int port) {
  if (fork() != 0) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  char address[64];
  snprintf(address, sizeof address, "127.0.0.1:%d", port);
  setenv("AWS_LAMBDA_RUNTIME_API", address, 1);
  execl(bootstrap, bootstrap, NULL);
  fail(bootstrap);
}

static void send_event(int runtime) {
  send_all(runtime, snprintf(
      out, sizeof out,
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
      "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n"
      "Lambda-Runtime-Deadline-Ms: 1542409706888\r\n"
      "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:Floor\r\n"
      "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0\r\n"
      "Content-Length: %d\r\n\r\n%.*s", event_length, event_length, event));
}

static void send_answer(int runtime, int caller) {
  send_all(runtime, snprintf(
      out, sizeof out, "HTTP/1.1 202 Accepted\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n"));
  send_all(caller, snprintf(
      out, sizeof out,
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%.*s",
      event_length, event_length, event));
}

int main(int count, char **arguments) {
  if (count != 3) fail("usage: passer PORT BOOTSTRAP");
  int port = atoi(arguments[1]), runtime_port = 0;
  int callers = listen_on(&port), runtimes = listen_on(&runtime_port);
  start(arguments[2], runtime_port);
  int runtime = accept_on(runtimes), caller = accept_on(callers);
  int epoll = epoll_create1(EPOLL_CLOEXEC);
  for (int index = 0; index < 2; index += 1) {
    struct epoll_event interest = {.events = EPOLLIN | EPOLLET, .data.fd = index ? runtime : caller};
    epoll_ctl(epoll, EPOLL_CTL_ADD, interest.data.fd, &interest);
  }
  int is_ready = 0, is_waiting = 0;
  for (;;) {
    struct epoll_event ready[2];
    int number = epoll_wait(epoll, ready, 2, -1);
    for (int index = 0; index < number; index += 1) {
      ssize_t length = recv(ready[index].data.fd, in, sizeof in - 1, 0);
      if (length <= 0) return 0;
      in[length] = 0;
      const char *body = strstr(in, "\r\n\r\n");
      if (body == NULL) fail("a request comes in pieces");
      body += 4;
      if (ready[index].data.fd == caller) {
        event_length = length - (body - in);
        memcpy(event, body, event_length);
        is_waiting = 1;
      } else if (in[0] == 'G') {
        is_ready = 1;
      } else {
        send_answer(runtime, caller);
      }
      if (is_ready && is_waiting) {
        is_ready = is_waiting = 0;
        send_event(runtime);
      }
    }
  }
}
