import threading


class Adder(threading.Thread):
    def __init__(self, upto: int) -> None:
        super().__init__()
        self.upto = upto
        self.total = 0

    def run(self) -> None:
        for i in range(self.upto):
            self.total += i


adders = [Adder(n) for n in (10, 100, 1000)]
for adder in adders:
    adder.start()
for adder in adders:
    adder.join()
print([adder.total for adder in adders])
