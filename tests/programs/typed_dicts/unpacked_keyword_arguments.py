from typing import NotRequired, TypedDict, Unpack


class Options(TypedDict, total=False):
    width: int
    name: str
    tags: list[str]


class Size(TypedDict):
    width: int
    height: NotRequired[float]


def show(title: str, **kwargs: Unpack[Options]) -> None:
    width = kwargs.get("width", 80)
    print(title, width + 1, kwargs.get("name", "none"), sorted(kwargs), "tags" in kwargs)
    if "tags" in kwargs:
        print(kwargs["tags"] + ["end"])


def area(**size: Unpack[Size]) -> float:
    return size["width"] * size.get("height", 1.5)


def forward(**kwargs: Unpack[Options]) -> None:
    print("forward", len(kwargs))
    show("again", **kwargs)


class Widget:
    def __init__(self, **size: Unpack[Size]) -> None:
        self.size = size

    def wide(self, **more: Unpack[Size]) -> int:
        return self.size["width"] + more["width"]


show("a")
show("b", width=3)
show("c", name="x", width=4, tags=["t"])
print(area(width=2), area(width=2, height=2.5))
forward(width=9, name="n")
print(Widget(width=5).wide(width=7), Widget(width=5, height=1.0).size)
