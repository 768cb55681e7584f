"""A thread on each core reads its own file of a disk again and again, in large and in small pieces, while the first thread writes one."""

import threading

FILES = 4
SIZE = 300_000


def content(number: int) -> bytes:
    return bytes([(number * 37 + position * 11 + position // 251) & 255 for position in range(SIZE)])


def check(number: int, wrong: list[str]) -> None:
    expected = content(number)
    with open(f"/disk/file{number}", "rb") as file:
        for turn in range(12):
            file.seek(turn * 997)
            if file.read() != expected[turn * 997:]:
                wrong.append(f"file {number}, turn {turn}")
            for piece in range(20):
                start = (piece * 14_983 + turn * 511) % (SIZE - 700)
                file.seek(start)
                if file.read(700) != expected[start:start + 700]:
                    wrong.append(f"file {number}, turn {turn}, piece {piece}")


for number in range(FILES):
    with open(f"/disk/file{number}", "wb") as file:
        file.write(content(number))
wrong: list[str] = []
threads = [threading.Thread(target=check, args=(number, wrong)) for number in range(FILES)]
for thread in threads:
    thread.start()
for turn in range(10):
    with open("/disk/written", "wb") as file:
        file.write(content(turn)[:40_000 + turn])
for thread in threads:
    thread.join()
with open("/disk/written", "rb") as file:
    if file.read() != content(9)[:40_009]:
        wrong.append("written")
print("wrong:", wrong, flush=True)
threading.Event().wait(300)
