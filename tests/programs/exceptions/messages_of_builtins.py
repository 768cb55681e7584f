three, one = [1, 2, 3], [1]
empty: list[int] = []


def show(number: int) -> None:
    try:
        if number == 0:
            print([1][5])
        elif number == 1:
            print({"a": 1}["b"])
        elif number == 2:
            print({1: 1}[2])
        elif number == 3:
            print("abc"[9])
        elif number == 4:
            print(int("12x"))
        elif number == 5:
            a, b = three
        elif number == 6:
            a, b = one
        elif number == 7:
            print(chr(-1))
        elif number == 8:
            print(max(empty))
        elif number == 9:
            assert number < 0, "number must be negative"
        elif number == 10:
            assert not number
        elif number == 11:
            print(ord("ab"))
        elif number == 12:
            print(empty.pop())
        elif number == 13:
            print("a".encode("ascii").decode("nonsense"))
        elif number == 14:
            print(range(3)[5])
        elif number == 15:
            raise NotImplementedError("later")
        elif number == 16:
            print((1, 2, 3).index(9))
    except Exception as error:
        print(number, type(error).__name__, "|", error, "|", repr(error))


for number in range(17):
    show(number)
