class Table:
    rows: list[int] = []
    for number in range(3):
        rows.append(number)


print(Table.rows)
