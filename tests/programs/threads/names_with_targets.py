"""A thread without a name is called after its number and its target."""

import threading


class Worker:
    def work(self, n: int) -> None:
        print(threading.current_thread().name, n)


def greet() -> None:
    print("hello from", threading.current_thread().name)


def fail() -> None:
    raise ValueError("in " + threading.current_thread().name)


for thread in [threading.Thread(target=greet), threading.Thread(target=Worker().work, args=(3,)), threading.Thread(target=fail), threading.Thread(), threading.Thread(target=greet, name="named")]:
    print(thread.name)
    thread.start()
    thread.join()
