"""Mixins, observers, builders, a registry through __init_subclass__, iterators, context managers."""
from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Callable, ClassVar, Dict, Generic, Iterator, List, Optional, Tuple, Type, TypeVar

T = TypeVar("T")


class ReprMixin:
    def fields(self) -> Dict[str, object]:
        return {}

    def __repr__(self) -> str:
        inner = ", ".join(f"{k}={v!r}" for k, v in self.fields().items())
        return f"{self.__class__.__name__}({inner})"


class EqMixin(ReprMixin):
    def __eq__(self, other: object) -> bool:
        return isinstance(other, EqMixin) and type(self) is type(other) and self.fields() == other.fields()


class Signal(Generic[T]):
    def __init__(self) -> None:
        self._slots: List[Callable[[T], None]] = []

    def connect(self, slot: Callable[[T], None]) -> Callable[[], None]:
        self._slots.append(slot)

        def disconnect() -> None:
            self._slots.pop(0)

        return disconnect

    def emit(self, value: T) -> None:
        for slot in list(self._slots):
            slot(value)


class Plugin:
    registry: ClassVar[Dict[str, Type[Plugin]]] = {}
    name: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        Plugin.registry[cls.name or cls.__name__.lower()] = cls

    def run(self, text: str) -> str:
        raise NotImplementedError


class Upper(Plugin):
    def run(self, text: str) -> str:
        return text.upper()


class Reverse(Plugin):
    name = "rev"

    def run(self, text: str) -> str:
        return text[::-1]


class Widget(EqMixin):
    def __init__(self, title: str, width: int = 10) -> None:
        self.title = title
        self.width = width
        self.children: List[Widget] = []
        self.resized: Signal[int] = Signal()

    def fields(self) -> Dict[str, object]:
        return {"title": self.title, "width": self.width}

    def resize(self, width: int) -> None:
        self.width, old = width, self.width
        if old != width:
            self.resized.emit(width)

    def walk(self, level: int = 0) -> Iterator[Tuple[int, Widget]]:
        yield level, self
        for child in self.children:
            yield from child.walk(level + 1)


class WidgetBuilder:
    def __init__(self) -> None:
        self._stack: List[Widget] = []
        self._root: Optional[Widget] = None

    @contextmanager
    def widget(self, title: str, **options: int) -> Iterator[Widget]:
        made = Widget(title, options.get("width", 10))
        if self._stack:
            self._stack[-1].children.append(made)
        else:
            self._root = made
        self._stack.append(made)
        try:
            yield made
        finally:
            self._stack.pop()

    def build(self) -> Widget:
        if self._root is None:
            raise RuntimeError("nothing was built")
        return self._root


builder = WidgetBuilder()
try:
    builder.build()
except RuntimeError as e:
    print("error", e)
with builder.widget("window", width=80):
    with builder.widget("menu"):
        with builder.widget("item"):
            pass
    with builder.widget("body", width=60) as body:
        sizes: List[int] = []
        stop = body.resized.connect(sizes.append)
        body.resize(61)
        body.resize(61)
        body.resize(62)
        stop()
        body.resize(63)
root = builder.build()
for level, widget in root.walk():
    print("  " * level + repr(widget))
print(sizes, Widget("a") == Widget("a"), Widget("a") == Widget("b"), root != Widget("window", 80))
print(sorted(Plugin.registry), [Plugin.registry[n]().run("abc") for n in ("upper", "rev")])
try:
    Plugin().run("x")
except NotImplementedError:
    print("not implemented")
