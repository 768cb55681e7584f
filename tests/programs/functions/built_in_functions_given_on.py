"""Built-in functions and lambdas as `*fns: Callable[...]`, in dicts, as defaults and attributes."""

from typing import Callable, Iterable


def pipeline(value: int, *fns: Callable[[int], int]) -> int:
    for f in fns:
        value = f(value)
    return value


def show(*fns: Callable[[int], str]) -> None:
    for f in fns:
        print(f(255))


def best(numbers: list[int], choose: Callable[[Iterable[int]], int] = max) -> int:
    return choose(numbers)


class Summary:
    def __init__(self, **kinds: Callable[[list[float]], float]) -> None:
        self.kinds = kinds

    def of(self, numbers: list[float]) -> dict[str, float]:
        return {name: kind(numbers) for name, kind in self.kinds.items()}


print(pipeline(-5, abs, lambda x: x + 1, int))
show(str, repr, hex, bin, oct, chr)
print(best([1, 2]), best([1, 2], min), best([1, 2], sum))
print(Summary(greatest=max, least=min, total=sum).of([1.5, 2.5]))
table: dict[str, Callable[[str], object]] = {"len": len, "list": list, "sorted": sorted, "set": lambda text: len(set(text)), "upper": str.upper}
print({name: function("cab") for name, function in table.items()})
