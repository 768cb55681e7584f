"""Two threads that take turns."""

import threading

TURNS = 50
ping = threading.Event()
pong = threading.Event()


def answer() -> None:
    for _ in range(TURNS):
        ping.wait()
        ping.clear()
        pong.set()


thread = threading.Thread(target=answer, name="answerer")
thread.start()
for _ in range(TURNS):
    ping.set()
    pong.wait()
    pong.clear()
thread.join()
print("done")
