"""A skip list with a seeded coin: insertion, removal, ranges, and what its levels look like."""
import random
from dataclasses import dataclass, field
from typing import Generic, Iterable, Iterator, TypeVar, Optional, List, Tuple

KT = TypeVar("KT", int, str)
VT = TypeVar("VT")


@dataclass
class Node(Generic[KT, VT]):
    key: Optional[KT]
    value: Optional[VT]
    forward: "List[Node[KT, VT]]" = field(default_factory=list, repr=False)

    @property
    def level(self) -> int:
        return len(self.forward)


class SkipList(Generic[KT, VT]):
    def __init__(self, p: float = 0.5, max_level: int = 16, seed: int = 0) -> None:
        self.head: Node[KT, VT] = Node(None, None)
        self.level = 0
        self.p = p
        self.max_level = max_level
        self._random = random.Random(seed)
        self._length = 0

    def __str__(self) -> str:
        return f"SkipList(level={self.level}, length={len(self)})"

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[KT]:
        node = self.head
        while len(node.forward) != 0:
            key = node.forward[0].key
            assert key is not None
            yield key
            node = node.forward[0]

    def random_level(self) -> int:
        level = 1
        while self._random.random() < self.p and level < self.max_level:
            level += 1
        return level

    def _locate_node(self, key: KT) -> Tuple[Optional[Node[KT, VT]], List[Node[KT, VT]]]:
        update_vector: List[Node[KT, VT]] = []
        node = self.head
        for i in reversed(range(self.level)):
            while i < node.level and self._key(node.forward[i]) < key:
                node = node.forward[i]
            update_vector.append(node)
        update_vector.reverse()
        if len(node.forward) != 0 and node.forward[0].key == key:
            return node.forward[0], update_vector
        return None, update_vector

    @staticmethod
    def _key(node: Node[KT, VT]) -> KT:
        assert node.key is not None
        return node.key

    def delete(self, key: KT) -> bool:
        node, update_vector = self._locate_node(key)
        if node is None:
            return False
        for i, update_node in enumerate(update_vector):
            if update_node.level > i and update_node.forward[i].key == key:
                if node.level > i:
                    update_node.forward[i] = node.forward[i]
                else:
                    update_node.forward = update_node.forward[:i]
        self._length -= 1
        return True

    def insert(self, key: KT, value: VT) -> None:
        node, update_vector = self._locate_node(key)
        if node is not None:
            node.value = value
            return
        level = self.random_level()
        if level > self.level:
            update_vector += [self.head] * (level - self.level)
            self.level = level
        new_node: Node[KT, VT] = Node(key, value)
        for i, update_node in enumerate(update_vector[:level]):
            if update_node.level > i:
                new_node.forward.append(update_node.forward[i])
            if update_node.level < i + 1:
                update_node.forward.append(new_node)
            else:
                update_node.forward[i] = new_node
        self._length += 1

    def find(self, key: KT) -> VT | None:
        node, _ = self._locate_node(key)
        return node.value if node is not None else None


def levels(skip: SkipList[KT, VT]) -> Iterable[str]:
    node = skip.head
    while node.forward:
        node = node.forward[0]
        yield f"{node.key}:{'#' * node.level}"


def main() -> None:
    numbers: SkipList[int, str] = SkipList(seed=5)
    for n in [7, 3, 12, 9, 1, 30, 22, 15, 8, 3]:
        numbers.insert(n, str(n * n))
    print(numbers, list(numbers), bool(numbers))
    print(*levels(numbers))
    print([numbers.find(k) for k in (3, 4, 30)], numbers.delete(9), numbers.delete(9), list(numbers))
    numbers.insert(9, "back")
    print(numbers.find(9), len(numbers), sorted(numbers, reverse=True)[:3])
    texts = SkipList[str, list[int]](p=0.3, seed=1)
    for i, w in enumerate("so many words and so few letters and so on".split()):
        found = texts.find(w)
        if found is None:
            texts.insert(w, [i])
        else:
            found.append(i)
    print({w: texts.find(w) for w in texts})
    print(texts.head, max(texts), "few" in list(texts))


if __name__ == "__main__":
    main()
