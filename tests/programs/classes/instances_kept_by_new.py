from __future__ import annotations
class Interned:
    pool: dict[str, Interned] = {}
    name: str
    def __new__(cls, name: str) -> Interned:
        found = cls.pool.get(name)
        if found is None:
            found = super().__new__(cls)
            found.name = name
            cls.pool[name] = found
        return found
    def __init__(self, name: str) -> None:
        print("init", name)
print(Interned("a") is Interned("a"), Interned("b").name)
