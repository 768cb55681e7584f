"""A small database with transactions that nest, savepoints made of generators, and resources closed in reverse order."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from types import TracebackType

log: list[str] = []


class Database:
    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.saved: list[dict[str, int]] = []

    def __enter__(self) -> Database:
        self.saved.append(dict(self.rows))
        log.append("begin" + str(len(self.saved)))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> bool:
        before = self.saved.pop()
        if kind is None:
            log.append("commit")
            return False
        self.rows = before
        log.append(f"rollback for {kind.__name__}({error})")
        return issubclass(kind, ArithmeticError)

    def move(self, source: str, target: str, amount: int) -> None:
        self.rows[target] = self.rows.get(target, 0) + amount
        self.rows[source] -= amount
        if self.rows[source] < 0:
            raise ArithmeticError(f"{source} has too little")


class Connection:
    def __init__(self, name: str, *, fails: bool = False) -> None:
        if fails:
            raise ConnectionError(f"cannot reach {name}")
        self.name = name
        log.append("+" + name)

    def close(self) -> None:
        log.append("-" + self.name)


@contextmanager
def section(title: str, depth: list[int] = [0]) -> Iterator[str]:
    depth[0] += 1
    try:
        yield "  " * depth[0] + title
    except LookupError as e:
        log.append(f"{title} swallowed {e!r}")
    finally:
        depth[0] -= 1


def flush(title: str) -> None:
    print(f"{title}: {', '.join(log)}")
    log.clear()


def early(db: Database, key: str) -> int:
    with db, section("early"):
        for name, value in db.rows.items():
            if name == key:
                return value
        raise KeyError(key)
    return -1


def open_all(names: list[str]) -> list[str]:
    with ExitStack() as stack:
        connections = [stack.enter_context(closing(Connection(name, fails="!" in name))) for name in names]
        stack.callback(log.append, "last in, first out")
        names = [connection.name.upper() for connection in connections]
    return names


db = Database()
with db as same:
    same.rows.update(ann=50, bob=20)
print(db.rows, same is db)
with db:
    db.move("ann", "bob", 30)
    with db:
        db.move("bob", "cat", 5)
        db.move("bob", "dan", 500)
    print("inside", db.rows, len(db.saved))
print(db.rows)
flush("nested")
try:
    with db:
        db.move("eve", "ann", 1)
except KeyError as e:
    print("KeyError", e, db.rows)
flush("outside")
print(early(db, "bob"), early(db, "zoe"))
flush("early")
print(open_all(["a", "b", "c"]))
flush("all open")
with suppress(ConnectionError, ZeroDivisionError):
    open_all(["a", "b", "c!", "d"])
flush("one failed")
with section("one") as one, section("two") as two, section(two.strip() * 2) as three:
    print([one, two, three])
    raise IndexError("deep")
print([i for i in range(3) if early(db, "ann") == 20])
flush("end")
