import errno

print(errno.ECONNREFUSED, errno.EADDRINUSE, errno.EPIPE, errno.ETIMEDOUT)
try:
    raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
except OSError as error:
    print(error, error.errno, error.strerror, isinstance(error, ConnectionError), isinstance(error, TimeoutError))
try:
    raise TimeoutError("timed out")
except OSError as error:
    print(error, error.errno, repr(error))
