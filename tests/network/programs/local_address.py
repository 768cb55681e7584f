"""What a socket is bound to before it knows where to."""
import socket

with socket.socket() as unbound:
    print(unbound.getsockname())
