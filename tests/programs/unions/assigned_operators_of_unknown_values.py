"""`+=` and its like on what isinstance() leaves open."""


def totals(record: object) -> None:
    if not isinstance(record, dict):
        print("no record")
        return
    number = record["number"]
    number += 2
    print(number)
    number -= 1
    number *= 3
    number //= 2
    print(number, number / 2)
    text = record["text"]
    text += "!"
    text *= 2
    print(text)
    items = record["items"]
    items += [4]
    items += (5, 6)
    print(items, items is record["items"])
    record["number"] += 1
    print(record)
    for wrong in (5, None, 2.5):
        try:
            items += wrong
        except TypeError:
            print("no items:", wrong)
    try:
        number += "a"
    except TypeError as error:
        print(error)
    try:
        text -= 1
    except TypeError as error:
        print(error)


numbers: dict[str, object] = {"number": 5, "text": "ab", "items": [1, 2]}
totals(numbers)
totals(3)
