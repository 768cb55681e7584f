"""The attributes of a bare `threading.local()` are those that the program assigns; hasattr and getattr ask for them."""

import threading
from threading import local

data = threading.local()
data.x = 1
data.names = ["a"]
print(data.x, data.names)


def work() -> None:
    print(hasattr(data, "x"))
    try:
        print(data.x)
    except AttributeError as e:
        print(e)
    data.x = 7
    data.x += 1
    print(data.x)


t = threading.Thread(target=work)
t.start()
t.join()
print(data.x)


class Pool:
    def __init__(self) -> None:
        self._local = local()
        self.made = 0

    def connection(self) -> str:
        if not hasattr(self._local, "conn"):
            self.made += 1
            self._local.conn = f"conn{self.made}"
        return self._local.conn

    def depth(self) -> int:
        d = getattr(self._local, "depth", 0)
        self._local.depth = d + 1
        return d


p = Pool()
print(p.connection(), p.connection(), p.depth(), p.depth())


def w2() -> None:
    print(p.connection(), p.depth())


for i in range(2):
    t = threading.Thread(target=w2)
    t.start()
    t.join()
