/* The whole user land of the Linux guest that benchmarks compare with: loads the network card's modules, takes the
   address 10.0.2.15/24 or that of the kernel's command line (address=), and serves one page over HTTP with keep-alive from a single
   thread with epoll. Beside that, as programs/traffic.py does: sends datagrams back (UDP port 7), takes what it is sent (TCP port 8), sends
   as many pieces of 64 KiB as it is asked for (TCP port 9). */

#define _GNU_SOURCE

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MODULES 8
#define MAXIMUM_CONNECTIONS 1024
#define MAXIMUM_HEAD 4096

static struct connection { int length; char head[MAXIMUM_HEAD]; } connections[MAXIMUM_CONNECTIONS];
static char answer[1024];
static int answer_length;

static void fail(const char *what)
{
    perror(what);
    for (;;)
        pause();
}

static void load_modules(void)
{
    for (int i = 0; i < MODULES; i++) {
        char name[16];
        snprintf(name, sizeof name, "/%d.ko", i);
        int file = open(name, O_RDONLY);
        if (file < 0 || syscall(SYS_finit_module, file, "", 0) < 0)
            fail(name);
        close(file);
    }
}

static void set_address(int control, unsigned long request, const char *address)
{
    struct ifreq interface = {.ifr_name = "eth0"};
    struct sockaddr_in *in = (struct sockaddr_in *)&interface.ifr_addr;
    in->sin_family = AF_INET;
    inet_pton(AF_INET, address, &in->sin_addr);
    if (ioctl(control, request, &interface) < 0)
        fail("address");
}

static void configure_network(void)
{
    int control = socket(AF_INET, SOCK_DGRAM, 0);
    struct ifreq interface = {.ifr_name = "eth0"};
    while (ioctl(control, SIOCGIFFLAGS, &interface) < 0)
        usleep(10000);                    /* the card appears a moment after its module is loaded */
    const char *address = getenv("address");
    set_address(control, SIOCSIFADDR, address ? address : "10.0.2.15");
    set_address(control, SIOCSIFNETMASK, "255.255.255.0");
    interface.ifr_flags |= IFF_UP | IFF_RUNNING;
    if (ioctl(control, SIOCSIFFLAGS, &interface) < 0)
        fail("up");
    close(control);
}

static void prepare_answer(void)
{
    /* As long as the page and the head of examples/http_server.py. */
    static char body[221];
    memset(body, 'x', sizeof body - 1);
    answer_length = snprintf(answer, sizeof answer,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %zu\r\nConnection: keep-alive\r\n\r\n%s",
        sizeof body - 1, body);
}

static int listening_socket(int flags, int port)
{
    int server = socket(AF_INET, SOCK_STREAM | flags, 0), yes = 1;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(port)};
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(server, (struct sockaddr *)&here, sizeof here) < 0 || listen(server, 128) < 0)
        fail("listen");
    return server;
}

static void watch(int poller, int file)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = file};
    epoll_ctl(poller, EPOLL_CTL_ADD, file, &event);
}

static void accept_all(int poller, int server)
{
    int client, yes = 1;
    while ((client = accept4(server, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        if (client >= MAXIMUM_CONNECTIONS) {
            close(client);
            continue;
        }
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        connections[client].length = 0;
        watch(poller, client);
    }
}

/* Answer every request that is complete; close when the client has gone or sends what is not one. */
static void serve(int client)
{
    struct connection *connection = &connections[client];
    ssize_t count = recv(client, connection->head + connection->length, MAXIMUM_HEAD - 1 - connection->length, 0);
    if (count <= 0) {
        close(client);
        return;
    }
    connection->length += count;
    connection->head[connection->length] = 0;
    char *end;
    while ((end = strstr(connection->head, "\r\n\r\n"))) {
        int used = end + 4 - connection->head;
        memmove(connection->head, end + 4, connection->length - used + 1);
        connection->length -= used;
        if (send(client, answer, answer_length, MSG_NOSIGNAL) != answer_length) {
            close(client);
            return;
        }
    }
    if (connection->length == MAXIMUM_HEAD - 1)
        close(client);
}

static void echo_datagrams(void)
{
    static char data[2048];
    int endpoint = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(7)};
    if (bind(endpoint, (struct sockaddr *)&here, sizeof here) < 0)
        fail("bind");
    for (;;) {
        struct sockaddr_in sender;
        socklen_t size = sizeof sender;
        ssize_t length = recvfrom(endpoint, data, sizeof data, 0, (struct sockaddr *)&sender, &size);
        if (length >= 0)
            sendto(endpoint, data, length, 0, (struct sockaddr *)&sender, size);
    }
}

static void take_all(void)
{
    static char data[65536];
    int server = listening_socket(0, 8), client;
    while ((client = accept(server, NULL, NULL)) >= 0) {
        while (recv(client, data, sizeof data, 0) > 0)
            ;
        close(client);
    }
}

static int send_piece(int client)
{
    static char piece[65536];
    size_t sent = 0;
    while (sent < sizeof piece) {
        ssize_t count = send(client, piece + sent, sizeof piece - sent, MSG_NOSIGNAL);
        if (count <= 0)
            return 0;
        sent += count;
    }
    return 1;
}

static void give_what_is_asked(void)
{
    int server = listening_socket(0, 9), client;
    while ((client = accept(server, NULL, NULL)) >= 0) {
        char asked[32] = "";
        size_t length = 0;
        ssize_t count = 1;
        while (count > 0 && length < sizeof asked - 1 && !strchr(asked, '\n')) {
            count = recv(client, asked + length, sizeof asked - 1 - length, 0);
            length += count > 0 ? count : 0;
        }
        for (long left = atol(asked); left > 0 && send_piece(client); left--)
            ;
        close(client);
    }
}

static void start(void (*serve)(void))
{
    if (fork() == 0) {
        serve();
        fail("serve");
    }
}

int main(void)
{
    load_modules();
    configure_network();
    prepare_answer();
    start(echo_datagrams);
    start(take_all);
    start(give_what_is_asked);
    int server = listening_socket(SOCK_NONBLOCK, 80), poller = epoll_create1(0);
    watch(poller, server);
    for (;;) {
        struct epoll_event events[64];
        int count = epoll_wait(poller, events, 64, -1);
        for (int i = 0; i < count; i++) {
            if (events[i].data.fd == server)
                accept_all(poller, server);
            else
                serve(events[i].data.fd);
        }
    }
}
