from typing import Callable

from yarara import machine


class Bell:
    def __init__(self) -> None:
        self.ring: Callable[[int], None] | None = None

    @machine.allocates_nothing
    def press(self) -> None:
        if self.ring is not None:
            self.ring(3)


bell = Bell()
bell.ring = lambda times: print("ding" * times)
bell.press()
