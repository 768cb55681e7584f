from collections.abc import Mapping, MutableMapping

users: MutableMapping[int, str] = {1: "ann", 7: "bob"}
ages: Mapping[str, int] = {"ann": 30, "bob": 25}


def report(table: Mapping[str, int]) -> str:
    return ", ".join(f"{name}={table[name]}" for name in sorted(table))


print(max(users, default=0) + 1, min(users), sorted(users, reverse=True), list(ages), sum(users))
users[max(users) + 1] = "eve"
print(sorted(users.items()), len(users), 7 in users, users.get(9, "nobody"))
print(report(ages), max(ages, key=lambda name: ages[name]), [name.upper() for name in ages])
for position, name in enumerate(ages):
    print(position, name, ages[name])
print(any(user > 7 for user in users))
