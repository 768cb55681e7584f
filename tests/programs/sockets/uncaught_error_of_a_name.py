"""The library's own classes go by the name of the module that the program imports."""

import socket

print("before")
raise socket.gaierror(-2, "Name or service not known")
