"""Containers made of what isinstance() leaves open, and built-in functions that take it."""


def show(record: object) -> None:
    if not isinstance(record, dict):
        return
    number, items = record["number"], record["items"]
    print([number, 1], [number], {"k": number}, len({number, "z"}), (number, 2), [number, "a"], {"a": number, "b": 1})
    print([value for value in record.values()], sorted(record.keys()))
    for key, value in sorted(record.items()):
        print(key, value)
    print(max(items), sum(items), min(3, number), abs(number), round(number), int(number), float(number), str(number), bool(number))
    print(list(items), tuple(items), [item * 2 for item in items], items + [3], list(enumerate(items)), list(zip(items, [1, 2])))
    print(len(items), items[0], items[1:], 2 in items, int(record["text"]) + 1)


mixed: dict[str, object] = {"number": 5, "items": [1, 2], "text": "41"}
show(mixed)
show({"number": -5, "items": [7, 8, 9], "text": "0"})
