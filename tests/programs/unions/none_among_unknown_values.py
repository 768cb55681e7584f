"""Nobody has asked whether the value of a dict that isinstance() has found is None: each use of it says so in its own words."""


class Named:
    name = "n"


def attempt(way: int, x: object, record: object) -> None:
    if not isinstance(record, dict):
        return
    value = record["nothing"]
    if way == 0:
        print(value + 1)
    elif way == 1:
        print(1 + value)
    elif way == 2:
        print(value.upper())
    elif way == 3:
        print(value[0])
    elif way == 4:
        print(len(value))
    elif way == 5:
        print(-value)
    elif way == 6:
        print(value < 3)
    elif way == 7:
        for item in value:
            print(item)
    elif way == 8:
        print(3 in value)
    elif way == 9:
        value += 1
    elif way == 10:
        value[0] = 1
    elif way == 11:
        print(value.name)
    elif way == 12:
        print(abs(value))
    else:
        print(value, str(value), repr(value), f"{value}", value == None, value == 5, bool(value), not value, [value])  # noqa: E711


values: dict[str, object] = {"nothing": None, "number": 4, "text": "t", "items": [1], "named": Named()}
for kind in ("None", "int"):
    print(kind)
    for way in range(14):
        try:
            attempt(way, None, values)
        except (TypeError, AttributeError) as error:
            print(way, type(error).__name__, error)
    values["nothing"] = 6
