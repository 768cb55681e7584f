"""`errno.errorcode`: the name of each number, and of what an exception carries."""

import errno
import os
import socket


def told(number: int) -> str:
    name = errno.errorcode.get(number, "unknown")
    return f"{number:3} {name:15} {os.strerror(number)}"


for number in sorted(errno.errorcode):
    print(told(number))
print(len(errno.errorcode), 0 in errno.errorcode, told(0).split()[1])
print(all(errno.errorcode[number].startswith("E") for number in errno.errorcode))

try:
    open("/no/such/file")
except OSError as error:
    assert error.errno is not None
    print(errno.errorcode[error.errno], error.errno == errno.ENOENT)

try:
    socket.socket().getpeername()
except OSError as error:
    assert error.errno is not None
    print(errno.errorcode[error.errno])

twice = {"EAGAIN": errno.EAGAIN, "EWOULDBLOCK": errno.EWOULDBLOCK, "EDEADLK": errno.EDEADLK, "ENOTSUP": errno.ENOTSUP, "EOPNOTSUPP": errno.EOPNOTSUPP}
print({name: errno.errorcode[number] for name, number in twice.items()})
