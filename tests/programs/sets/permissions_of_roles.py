"""Who may do what: roles that contain roles, grants and denials as sets, and what changes when a role does."""
from __future__ import annotations

from typing import AbstractSet, FrozenSet, Iterable

READ, WRITE, DELETE, ADMIN = "read", "write", "delete", "admin"
ALL: FrozenSet[str] = frozenset({READ, WRITE, DELETE, ADMIN})


class Role:
    def __init__(self, name: str, grants: Iterable[str] = (), *parents: Role, denied: Iterable[str] = ()) -> None:
        self.name = name
        self.grants = frozenset(grants)
        self.denied = frozenset(denied)
        self.parents = parents
        if unknown := (self.grants | self.denied) - ALL:
            raise ValueError(f"{name}: unknown {', '.join(sorted(unknown))}")

    def permissions(self) -> frozenset[str]:
        inherited = frozenset[str]().union(*(parent.permissions() for parent in self.parents))
        return (inherited | self.grants) - self.denied

    def __repr__(self) -> str:
        return f"<{self.name}: {listed(self.permissions())}>"


class User:
    def __init__(self, name: str, *roles: Role) -> None:
        self.name = name
        self.roles = set(roles)
        self.log: list[str] = []

    def may(self, *wanted: str) -> bool:
        allowed = set[str]()
        for role in self.roles:
            allowed |= role.permissions()
        missing = set(wanted).difference(allowed)
        self.log.append(f"{'+'.join(wanted)}: " + (f"lacks {listed(missing)}" if missing else "ok"))
        return not missing


def listed(items: AbstractSet[str]) -> str:
    return " ".join(sorted(items)) if items else "(nothing)"


guest = Role("guest", [READ])
editor = Role("editor", {WRITE}, guest)
cleaner = Role("cleaner", (DELETE,), guest, denied=[READ])
owner = Role("owner", [ADMIN], editor, cleaner)
roles = [guest, editor, cleaner, owner]
print(*roles, sep="\n")
for one in roles:
    above = [other.name for other in roles if other is not one and other.permissions() >= one.permissions()]
    apart = [other.name for other in roles if other.permissions().isdisjoint(one.permissions())]
    print(f"{one.name}: contained in {above}, nothing in common with {apart}, lacks {listed(ALL - one.permissions())}")
users = [User("ann", guest), User("ben", editor, cleaner), User("cat", owner), User("dot")]
for user in users:
    print(user.name, user.may(READ), user.may(WRITE, DELETE), user.may(ADMIN), user.log)
ben = users[1]
ben.roles.discard(editor)
ben.roles.discard(editor)
print(ben.may(WRITE), ben.may(READ), ben.may(DELETE), ben.log[-1], len(ben.roles), cleaner in ben.roles)
try:
    ben.roles.remove(editor)
except KeyError as error:
    print("not there:", error.args[0])
by_permissions: dict[frozenset[str], list[str]] = {}
for role in (*roles, Role("reader", {READ}), Role("nobody")):
    by_permissions.setdefault(role.permissions(), []).append(role.name)
for permissions, names in sorted(by_permissions.items(), key=lambda item: (len(item[0]), sorted(item[0]))):
    print(len(permissions), listed(permissions), names)
print(listed(editor.permissions() ^ cleaner.permissions()), "|", listed(editor.permissions() & cleaner.permissions()), "|", listed(ALL - {READ}))
try:
    Role("odd", ["fly", READ], denied={"swim"})
except ValueError as error:
    print(error)
