"""Threads whose args is a list, of one type or several."""

from threading import Lock, Thread

lock = Lock()
lines: list[str] = []


def note(text: str, times: int, end: str = ".") -> None:
    with lock:
        lines.append(text * times + end)


def single(number: int) -> None:
    with lock:
        lines.append(str(number))


def main() -> None:
    threads = [Thread(target=single, args=[n]) for n in range(3)]
    threads.append(Thread(target=note, args=["ab", 2]))
    threads.append(Thread(target=note, args=["c", 3, "!"]))
    threads.append(Thread(target=note, args=["d", 1], kwargs={"end": "?"}))
    threads.append(Thread(target=lambda: single(99), args=[]))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sorted(lines))


main()
