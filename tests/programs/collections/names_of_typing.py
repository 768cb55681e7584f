from typing import ChainMap, Counter, DefaultDict, Deque, Dict, List, OrderedDict
from typing import Counter as Counts


def count(words: List[str]) -> DefaultDict[str, int]:
    found: DefaultDict[str, int] = DefaultDict(int)
    for word in words:
        found[word] += 1
    return found


def latest(items: Deque[int], more: int) -> Deque[int]:
    items.append(more)
    return items


print(count(["a", "b", "a"]))
letters: Counter[str] = Counter("hello")
print(letters, Counts("xx"))
order: OrderedDict[str, int] = OrderedDict()
order["z"] = 1
order["a"] = 2
order.move_to_end("z")
print(order, latest(Deque([1, 2], maxlen=2), 3))
chain: ChainMap[str, int] = ChainMap({"a": 1}, {"b": 2})
table: Dict[str, int] = {}
print(chain["b"], table)
