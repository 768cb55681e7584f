"""What one thread assigned to a `threading.local`, another does not have."""

import threading


class Request(threading.local):
    user: str
    depth: int


request = Request()
try:
    print(request.user)
except AttributeError as error:
    print(error)
request.user = "Ada"
request.depth = 3
print(request.user, request.depth, hasattr(request, "user"))


def look() -> None:
    print(hasattr(request, "user"), getattr(request, "depth", -1))
    try:
        request.depth += 1
    except AttributeError as error:
        print("AttributeError:", error)
    request.user = "Bob"
    print(request.user, hasattr(request, "depth"))
    del request.user
    print(hasattr(request, "user"))


for _ in range(2):
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
print(request.user, request.depth)
del request.user
print(hasattr(request, "user"), hasattr(request, "depth"))
