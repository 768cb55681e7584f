from yarara import machine


class Meter:
    def __init__(self) -> None:
        self.total = 0
        self.history = [0]

    @machine.allocates_nothing
    def add(self, amount: int) -> None:
        if amount < 0:
            raise ValueError(f"{amount} is less than nothing")
        self.total += amount
        self.remember()

    def remember(self) -> None:
        self.grow()

    @machine.may_allocate
    def grow(self) -> None:
        self.history.append(self.total)

    @machine.allocates_nothing
    def show(self) -> int:
        return len(self.text())

    def text(self) -> str:
        return "total " + str(self.total)


meter = Meter()
meter.add(5)
print(meter.show())
