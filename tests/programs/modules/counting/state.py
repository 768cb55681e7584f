total = 0
items: list[str] = []


def bump() -> None:
    global total
    total += 1
    items.append(f"bump {total}")
