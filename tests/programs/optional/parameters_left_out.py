from typing import Callable, Dict, List, Mapping, Optional


class Headers:
    def __init__(self, items: Optional[Mapping[str, str]] = None) -> None:
        self.lines: List[str] = []
        if items:
            for name, value in items.items():
                self.lines.append(f"{name}: {value}")


def total(prices: Optional[List[float]] = None, scale: Optional[Callable[[float], float]] = None) -> float:
    found = sum(prices) if prices else 0.0
    if not scale:
        return found
    return scale(found)


def first(names: Optional[List[str]] = None) -> Optional[str]:
    return names and names[0] or None


def show(options: Optional[Dict[str, int]] = None, title: str | None = None) -> str:
    while options and len(options) > 2:
        options.popitem()
    known = options or {}
    assert not options or options.keys()
    head = title.upper() if title else "none"
    return f"{head} {known} {[key for key in options] if options else []}"


print(Headers().lines, Headers({"a": "1"}).lines, Headers({}).lines)
print(total(), total([1.0, 2.5]), total([1.0], lambda x: x * 3), total(scale=lambda x: x + 1))
print(first(), first([]), first(["x", "y"]))
print(show(), show({"a": 1, "b": 2, "c": 3}), show(title="t"), show({}, ""))
