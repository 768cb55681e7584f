import threading


class State(threading.local):
    count: int = 0


print(State().count)
