class Open:
    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)


class Guarded:
    @property
    def broken(self) -> int:
        raise AttributeError("broken")

    def __getattr__(self, name: str) -> int:
        return 7


try:
    Open().__setattr__("colour", 3)
    print("set")
except AttributeError as error:
    print("AttributeError:", error)
try:
    print(Guarded().broken)
except AttributeError as error:
    print("AttributeError:", error)
