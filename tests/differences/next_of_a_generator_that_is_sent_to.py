from collections.abc import Generator


def echo() -> Generator[str, str, None]:
    word = "ready"
    while True:
        word = yield word


talk = echo()
print(next(talk))
print(talk.send("hello"))
try:
    print(next(talk))
except TypeError as error:
    print("TypeError")
