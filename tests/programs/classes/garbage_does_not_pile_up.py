class Block:
    def __init__(self, number: int, previous: "Block | None") -> None:
        self.number = number
        self.previous = previous
        self.payload = [number] * 50


kept: list[Block] = []
last: Block | None = None
checksum = 0
for number in range(300_000):
    last = Block(number, None)
    checksum = (checksum * 31 + last.payload[49]) & 0xFFFFFFFF
    if number % 30_000 == 0:
        kept.append(last)
    if number % 3 == 0:
        cycle = Block(number, last)
        last.previous = cycle
print(checksum, [block.number for block in kept], [sum(block.payload) for block in kept][:3])
