total = 0
names: list[str] = []
limit: int | None = None


def add(amount: int) -> None:
    global total
    total += amount


def set_limit(value: int) -> None:
    global limit
    limit = value


def shadow() -> int:
    total = 5
    return total


add(3)
add(4)
names.append("x")
print(total, names, limit)
set_limit(9)
print(limit, shadow(), total)
for i in range(3):
    total += i
print(total, i)
if total > 5:
    late = "defined late"
print(late)
