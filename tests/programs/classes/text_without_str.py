class Plain:
    pass


class Outer:
    class Inner:
        def __init__(self) -> None:
            self.x = 1


def cut(text: str) -> str:
    """Without the address."""
    return text.split(" at ")[0]


plain = Plain()
print(cut(repr(plain)), cut(str(plain)), cut(f"{plain}"), cut(repr(Outer.Inner())))
print(Plain, type(plain), Outer.Inner, int, type(3), type("s"), type([1]), type((1, 2)), type(None), type(3.5), type(True), type(b""))
print(Plain.__name__, Outer.Inner.__name__, Outer.Inner.__qualname__, type(plain).__name__, type(ValueError()).__name__)
print(plain == plain, plain == Plain(), plain != plain, plain is plain, hash(plain) == hash(plain), plain in [plain], [plain].index(plain))
print(isinstance(plain, object), isinstance(3, int), isinstance(True, int), isinstance(3, bool), isinstance(None, object))
things: list[object] = [1, "a", [1], ["b"], (1, 2), {"k": 1}, 2.5, True, None, plain, b"x", {1}]
for thing in things:
    names = []
    if isinstance(thing, int):
        names.append("int")
    if isinstance(thing, bool):
        names.append("bool")
    if isinstance(thing, list):
        names.append("list")
    if isinstance(thing, tuple):
        names.append("tuple")
    if isinstance(thing, dict):
        names.append("dict")
    if isinstance(thing, set):
        names.append("set")
    if isinstance(thing, (str, bytes)):
        names.append("text")
    if isinstance(thing, Plain):
        names.append("Plain")
    if isinstance(thing, float):
        names.append("float")
    print(names)
later: list[object] = [[2.5], [None], [plain]]
print([isinstance(item, list) for item in later])
