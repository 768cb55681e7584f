from types import TracebackType


class Resource:
    def __init__(self, name: str, swallow: bool = False) -> None:
        self.name = name
        self.swallow = swallow

    def __enter__(self) -> "Resource":
        print("enter", self.name)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        print("exit", self.name, error)
        return self.swallow


def leave_early() -> str:
    with Resource("returning"):
        return "returned"
    return "not reached"


with Resource("a") as a:
    print("inside", a.name)
with Resource("b"), Resource("c") as c:
    print("both", c.name)
with Resource("swallows", swallow=True):
    raise ValueError("lost")
try:
    with Resource("outer"):
        with Resource("inner"):
            raise KeyError("passes")
except KeyError as error:
    print("caught", error)
print(leave_early())
for i in range(3):
    with Resource(f"loop {i}"):
        if i == 0:
            continue
        break
with Resource("last"):
    raise RuntimeError("goes out")
