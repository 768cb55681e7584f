"""A key whose __eq__ changes the dictionary or set that is being searched: the search starts again, nothing is lost."""


class Key:
    def __init__(self, number: int) -> None:
        self.number = number

    def __hash__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        global depth
        if depth == 0 and changes:
            depth = 1
            changes.pop()
            for n in range(100, 140):
                table[Key(n)] = n
                members.add(Key(n))
            depth = 0
        return isinstance(other, Key) and self.number == other.number


depth = 0
changes: list[int] = []
table: dict[Key, int] = {}
members: set[Key] = set()
for n in range(5):
    table[Key(n)] = n
    members.add(Key(n))

changes.append(1)
print(table[Key(3)], len(table), len(members))
changes.append(2)
print(Key(4) in members, len(members))
print(table.get(Key(7), -1), table[Key(120)])
del table[Key(2)]
print(sorted(table.values())[:6], len(table))
try:
    for key in table:
        del table[key]
except RuntimeError as error:
    print("RuntimeError", error, len(table))
try:
    for key in members:
        members.discard(key)
except RuntimeError as error:
    print("RuntimeError", error, len(members))
