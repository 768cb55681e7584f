"""Objects of classes derived from containers show the name of their class, where CPython's do, whatever they are known as."""

from collections import Counter, OrderedDict, defaultdict, deque


class Tags(set[int]):
    def discard(self, item: int) -> None:
        super().discard(item + 1)

    def __ne__(self, other: object) -> bool:
        return super().__ne__(other)


class Letters(Counter[str]):
    pass


class Recent(deque[int]):
    pass


class Lists(defaultdict[str, int]):
    pass


class Ordered(OrderedDict[str, int]):
    pass


class Row(list[int]):
    def __ne__(self, other: object) -> bool:
        return super().__ne__(other)


class Table(dict[str, int]):
    pass


def show(plain: set[int]) -> str:
    return f"{plain} {plain!r}"


tags = Tags([1, 3])
tags.discard(2)
print(tags, Tags(), show(tags), show({4}), show(set()), [tags], {"tags": tags}, tags | {2}, tags != {1}, tags != {2})
print(Letters("aab"), Letters(), Counter("b"), Counter())
print(Recent([1, 2]), Recent(), Recent([1], 3), deque([5]), deque())
print(Lists(int, a=1), defaultdict(int, b=2))
print(Ordered(a=1), Ordered(), OrderedDict(c=3), OrderedDict())
print(Row([1]), Table(a=1), Row(), Table(), Row([1]) != [1], Row([1]) != [2])
values: list[object] = [tags, Letters("x"), Recent([7]), {8}, Row([9])]
print(values)
