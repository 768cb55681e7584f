import threading


class State(threading.local):
    def __init__(self, count: int = 0) -> None:
        self.count = count


print(State(3).count)
