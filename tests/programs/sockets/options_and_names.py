"""Options, addresses as text and as bytes, byte order."""

import socket

stream = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
print(stream.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))
stream.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
print(stream.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))
stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
print(stream.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
print(stream.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM)
print(stream.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR), stream.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
print(stream.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF) > 1000)
stream.listen(5)
print(stream.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN), stream.getsockname()[0])
print(stream.family == socket.AF_INET, stream.type == socket.SOCK_STREAM, stream.proto)
try:
    stream.getsockopt(socket.SOL_SOCKET, 9999)
except OSError as error:
    print(error)
datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
print(datagrams.getsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST), datagrams.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == 2)
print(stream.fileno() >= 3, datagrams.fileno() != stream.fileno())
stream.close()
datagrams.close()
print(repr(stream))

print(socket.inet_aton("10.0.2.15"), socket.inet_ntoa(b"\xc0\x00\x02\x01"))
print(socket.inet_pton(socket.AF_INET, "127.0.0.1"), socket.inet_ntop(socket.AF_INET, b"\x01\x02\x03\x04"))
for text in ["1.2.3.4.5", "1.2.3.256", ""]:
    try:
        print(socket.inet_pton(socket.AF_INET, text))
    except OSError as error:
        print(error)
try:
    socket.inet_ntoa(b"123")
except OSError as error:
    print(error)
print(socket.htons(0x1234), socket.ntohs(0x3412), socket.htonl(0x12345678), socket.ntohl(0x78563412))
print(socket.gethostbyname("127.0.0.1"), socket.gethostbyname("localhost"))
print([(entry[4], entry[2]) for entry in socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)])
print(len(socket.getaddrinfo("127.0.0.1", 80, socket.AF_INET, socket.SOCK_DGRAM)))
