"""Long loops that copy go on in strips, while another thread writes to the same lists: no item is lost or made up."""

from __future__ import annotations

import threading

SIZE = 5000


def copy(target: list[int], source: list[int], names: list[str], others: list[str]) -> None:
    for i in range(len(source)):
        target[i] = source[i]
    for i in range(1, len(source)):
        target[i - 1] = source[i]
    for i in range(len(names)):
        others[i] = names[i]


def flip(source: list[int], stop: list[bool]) -> None:
    while not stop:
        for i in range(len(source)):
            source[i] = -source[i]


def main() -> None:
    source = list(range(1, SIZE + 1))
    target = [0] * SIZE
    names = [str(i) for i in range(SIZE)]
    others = [""] * SIZE
    stop: list[bool] = []
    other = threading.Thread(target=flip, args=(source, stop))
    other.start()
    for _ in range(200):
        copy(target, source, names, others)
        if [abs(n) for n in target] != [*range(2, SIZE + 1), SIZE]:
            print("wrong", target[:10])
            break
    stop.append(True)
    other.join()
    print(others == names, others[SIZE - 1], sum(abs(n) for n in source))


if __name__ == "__main__":
    main()
