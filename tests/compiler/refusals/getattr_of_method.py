class File:
    def close(self) -> str:
        return "closed"


things: list[object] = [File(), 3]
for thing in things:
    close = getattr(thing, "close", None)
    if close is not None:
        print("can be closed")
