// A crowd of voters on Socket.IO that costs less than any server it measures: one thread, reads no more of an answer than what it is.
// voters FILE PORT; FILE holds a login cookie a line, an empty line, an idea's id a line.
// Prints READY when everybody is connected. Then each line on standard input is a measurement, answered with one line of JSON:
// `again SECONDS`: each votes and withdraws in turn, the next as soon as the last is acknowledged;
// `steady SECONDS PER_SECOND`: so many a second, whether or not the ones before are answered.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 1 << 18, LINE = 2048, BUCKETS = 600000, MOST_DUE = 512, PER_ADDRESS = 20000, HEAD = 12 };
static const double WARM_UP = 1.5, LAST = 1.5;

typedef struct {
  int fd, isOpen;
  char *cookie;
  uint8_t head[HEAD];
  int headSize;
  uint64_t left;
  uint32_t turn;
  // When the votes that are not acknowledged yet were sent, or were due; a ring.
  double due[MOST_DUE];
  uint32_t first, last;
} Client;

static Client *clients;
static char **ideas;
static uint32_t clientCount, ideaCount, openCount;
static uint32_t *delays;
static uint64_t acknowledged;
static int epoll, isAgain, isCounting;
static uint8_t chunk[CHUNK];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *what) { perror(what); exit(1); }

static void readFile(const char *name) {
  FILE *file = fopen(name, "r");
  if (!file) fail(name);
  char line[LINE];
  int isIdea = 0;
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    if (!*line) {
      isIdea = 1;
    } else if (isIdea) {
      ideas = realloc(ideas, ++ideaCount * sizeof *ideas);
      ideas[ideaCount - 1] = strdup(line);
    } else {
      clients = realloc(clients, ++clientCount * sizeof *clients);
      memset(&clients[clientCount - 1], 0, sizeof *clients);
      clients[clientCount - 1].cookie = strdup(line);
    }
  }
  fclose(file);
}

static void sendAll(Client *client, const void *bytes, size_t size) {
  // Less than a socket always takes: whoever doesn't has been cut.
  if (send(client->fd, bytes, size, MSG_NOSIGNAL) != (ssize_t)size) fail("send");
}

// A masked text frame. The mask is zero: the cheapest that the protocol allows.
static void sendText(Client *client, const char *text) {
  uint8_t frame[LINE] = { 0x81 };
  size_t size = strlen(text);
  if (size > 125) fail("too long a text");
  frame[1] = 0x80 | size;
  memcpy(frame + 6, text, size);
  sendAll(client, frame, size + 6);
}

static void vote(Client *client, double dueAt) {
  if (client->last - client->first == MOST_DUE) fail("too many unanswered");
  uint32_t index = client - clients;
  const char *idea = ideas[(index + (client->turn >> 1)) % ideaCount];
  char text[126];
  snprintf(text, sizeof text, "420[\"vote.%s\",{\"ideaId\":\"%s\"}]", client->turn % 2 ? "withdraw" : "cast", idea);
  client->turn++;
  client->due[client->last++ % MOST_DUE] = dueAt;
  sendText(client, text);
}

static void hear(Client *client, uint8_t first, uint8_t second) {
  if (first == '2') {
    sendText(client, "3");
  } else if (first == '4' && second == '3' && client->first != client->last) {
    double at = now(), tenths = (at - client->due[client->first++ % MOST_DUE]) * 10000;
    acknowledged++;
    if (isCounting) delays[tenths < 0 ? 0 : tenths >= BUCKETS ? BUCKETS - 1 : (uint32_t)tenths]++;
    if (isAgain) vote(client, at);
  }
}

// How many bytes of a frame there must be to know its size and its first two characters.
static int needed(const Client *client) {
  if (client->headSize < 2) return 2;
  int size = client->head[1];
  int header = size < 126 ? 2 : size == 126 ? 4 : 10;
  return header + (size < 2 ? size : 2);
}

static void take(Client *client, const uint8_t *data, size_t size) {
  while (size > 0) {
    if (client->left > 0) {
      size_t skipped = client->left < size ? client->left : size;
      client->left -= skipped;
      data += skipped;
      size -= skipped;
      continue;
    }
    client->head[client->headSize++] = *data++;
    size--;
    if (client->headSize < 2 || client->headSize < needed(client)) continue;
    const uint8_t *head = client->head;
    uint64_t length = head[1];
    int at = 2;
    if (length == 126) {
      length = head[2] << 8 | head[3];
      at = 4;
    } else if (length == 127) {
      length = 0;
      for (at = 2; at < 10; at++) length = length << 8 | head[at];
    }
    int shown = length < 2 ? length : 2;
    client->left = length - shown;
    client->headSize = 0;
    hear(client, shown > 0 ? head[at] : 0, shown > 1 ? head[at + 1] : 0);
  }
}

static void receive(Client *client) {
  ssize_t got = recv(client->fd, chunk, CHUNK, 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) fail("a voter was cut");
  if (client->isOpen) {
    take(client, chunk, got);
  } else if (memmem(chunk, got, " 101 ", 5)) {
    sendText(client, "40");
  } else if (memmem(chunk, got, "40{\"sid\"", 8)) {
    client->isOpen = 1;
    openCount++;
  } else if (memmem(chunk, got, "44{", 3) || !memmem(chunk, got, "0{", 2)) {
    fwrite(chunk, 1, got, stderr);
    exit(1);
  }
}

static void turn(int waitMs) {
  static struct epoll_event events[1024];
  int count = epoll_wait(epoll, events, 1024, waitMs);
  for (int i = 0; i < count; i++) receive(events[i].data.ptr);
}

static void join(uint32_t index, int port) {
  Client *client = &clients[index];
  client->fd = socket(AF_INET, SOCK_STREAM, 0);
  int yes = 1;
  setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  struct sockaddr_in source = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000002 + index / PER_ADDRESS) };
  if (bind(client->fd, (void *)&source, sizeof source)) fail("bind");
  struct sockaddr_in target = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(0x7f000001) };
  if (connect(client->fd, (void *)&target, sizeof target)) fail("connect");
  fcntl(client->fd, F_SETFL, O_NONBLOCK);
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = client };
  epoll_ctl(epoll, EPOLL_CTL_ADD, client->fd, &event);
  char hello[LINE];
  int size = snprintf(hello, sizeof hello,
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nCookie: %s\r\n\r\n", port, client->cookie);
  sendAll(client, hello, size);
  while (openCount <= index) turn(1000);
}

static double percentile(double share) {
  uint64_t total = 0, seen = 0;
  for (int i = 0; i < BUCKETS; i++) total += delays[i];
  for (int i = 0; i < BUCKETS; i++) {
    seen += delays[i];
    if (total > 0 && seen >= total * share) return i / 10.0;
  }
  return -1;
}

static double processorTime(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void run(double seconds) {
  for (double end = now() + seconds; now() < end;) turn(10);
}

static void say(double seconds, uint64_t counted, uint64_t all, double busy) {
  printf("{\"perSecond\":%.1f,\"p50\":%.1f,\"p99\":%.1f,\"all\":%lu,\"cpu\":%.3f}\n",
         counted / seconds, percentile(0.5), percentile(0.99), all, processorTime() - busy);
  fflush(stdout);
}

static void voteAgain(double seconds) {
  double busy = processorTime();
  uint64_t begun = acknowledged;
  isAgain = 1;
  for (uint32_t i = 0; i < clientCount; i++) vote(&clients[i], now());
  run(WARM_UP);
  uint64_t before = acknowledged;
  double startedAt = now();
  isCounting = 1;
  run(seconds);
  isCounting = isAgain = 0;
  uint64_t counted = acknowledged - before;
  double lasted = now() - startedAt;
  run(LAST);
  say(lasted, counted, acknowledged - begun, busy);
}

static void voteSteadily(double seconds, double perSecond) {
  double busy = processorTime(), startedAt = now();
  uint64_t before = acknowledged, sent = 0, all = seconds * perSecond;
  isCounting = 1;
  while (sent < all) {
    double due = (now() - startedAt) * perSecond;
    for (; sent < all && sent < due; sent++) vote(&clients[sent % clientCount], startedAt + sent / perSecond);
    turn(1);
  }
  run(LAST);
  isCounting = 0;
  say(seconds, acknowledged - before, acknowledged - before, busy);
}

int main(int count, char **words) {
  if (count < 3) return 2;
  readFile(words[1]);
  epoll = epoll_create1(0);
  delays = calloc(BUCKETS, sizeof *delays);
  for (uint32_t i = 0; i < clientCount; i++) join(i, atoi(words[2]));
  puts("READY");
  fflush(stdout);
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    double seconds, perSecond;
    memset(delays, 0, BUCKETS * sizeof *delays);
    if (sscanf(line, "again %lf", &seconds) == 1) voteAgain(seconds);
    else if (sscanf(line, "steady %lf %lf", &seconds, &perSecond) == 2) voteSteadily(seconds, perSecond);
  }
  return 0;
}
