def say(text: str, value: int) -> int:
    print(text)
    return value


def add(a: int, b: int, c: int) -> int:
    return a * 100 + b * 10 + c


print(add(say("first", 1), c=say("second", 3), b=say("third", 2)))
print(say("left", 1) + say("right", 2) * say("last", 3))
values = [0, 0]
values[say("index", 1)] = say("value", 5)
print(values)
print({say("key", 1): say("item", 2), say("key", 3): say("item", 4)})
print(say("a", 0) or say("b", 1) and say("c", 2))
