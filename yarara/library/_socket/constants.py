"""The numbers that programs pass to `socket`, as Linux has them."""

from __future__ import annotations

from typing import Final

AF_UNSPEC: Final = 0
AF_INET: Final = 2
AF_VSOCK: Final = 40

SOCK_STREAM: Final = 1
SOCK_DGRAM: Final = 2
SOCK_SEQPACKET: Final = 5

SOL_SOCKET: Final = 1
SO_REUSEADDR: Final = 2
SO_TYPE: Final = 3
SO_ERROR: Final = 4
SO_BROADCAST: Final = 6
SO_SNDBUF: Final = 7
SO_RCVBUF: Final = 8
SO_KEEPALIVE: Final = 9
SO_ACCEPTCONN: Final = 30
SOMAXCONN: Final = 4096

IPPROTO_IP: Final = 0
IPPROTO_TCP: Final = 6
IPPROTO_UDP: Final = 17
TCP_NODELAY: Final = 1

SHUT_RD: Final = 0
SHUT_WR: Final = 1
SHUT_RDWR: Final = 2

VMADDR_CID_ANY: Final = 0xFFFF_FFFF
VMADDR_CID_HOST: Final = 2
VMADDR_PORT_ANY: Final = 0xFFFF_FFFF

INADDR_ANY: Final = 0
INADDR_LOOPBACK: Final = 0x7F00_0001
INADDR_BROADCAST: Final = 0xFFFF_FFFF

EAI_AGAIN: Final = -3
EAI_FAMILY: Final = -6
EAI_NODATA: Final = -5
EAI_NONAME: Final = -2
EAI_SERVICE: Final = -8
EAI_SOCKTYPE: Final = -7
