def make() -> int:
    class Table:
        total = 0
        for number in range(3):
            total += number

    return Table.total


print(make())
