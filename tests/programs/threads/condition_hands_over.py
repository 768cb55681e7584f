import threading


class Mailbox:
    def __init__(self) -> None:
        self.condition = threading.Condition()
        self.items: list[int] = []
        self.closed = False

    def put(self, item: int) -> None:
        with self.condition:
            self.items.append(item)
            self.condition.notify()

    def close(self) -> None:
        with self.condition:
            self.closed = True
            self.condition.notify_all()

    def take(self) -> int | None:
        with self.condition:
            while not self.items and not self.closed:
                self.condition.wait()
            return self.items.pop(0) if self.items else None


box = Mailbox()
total = 0
lock = threading.Lock()


def consume() -> None:
    global total
    item = box.take()
    while item is not None:
        with lock:
            total += item
        item = box.take()


consumers = [threading.Thread(target=consume) for _ in range(3)]
for consumer in consumers:
    consumer.start()
for i in range(500):
    box.put(i)
box.close()
for consumer in consumers:
    consumer.join()
print(total)
with box.condition:
    print(box.condition.wait(timeout=0.01))
