import sys


class Table:
    rows: list[int] = []
    if len(sys.argv) > 1:
        limit = 3


print(Table.rows)
