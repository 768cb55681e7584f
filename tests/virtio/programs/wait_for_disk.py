"""While a thread waits for a slow disk another one computes on the same core; then nobody does anything but wait, again and again."""

import threading

SIZE = 600_000
CONTENT = bytes([(position * 11 + position // 251) & 255 for position in range(SIZE)])


def read(turns: int) -> None:
    for turn in range(turns):
        with open("/disk/file", "rb") as file:
            if file.read() != CONTENT:
                print("wrong:", turn, flush=True)


with open("/disk/file", "wb") as file:
    file.write(CONTENT)
reader = threading.Thread(target=read, args=(3,))
reader.start()
computed = 0
while reader.is_alive():
    for number in range(10_000):
        computed += number & 1
print("computed meanwhile:", computed >= 500_000, flush=True)
read(1_000_000)
