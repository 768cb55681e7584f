# Four threads write and read their own files, and append to one they share, at the same time.
import os
import threading

lock = threading.Lock()
problems: list[str] = []


def work(number: int) -> None:
    for turn in range(10):
        name = f"/data/thread{number}-{turn}"
        text = f"{number} {turn} " * 3000
        with open(name, "w") as file:
            file.write(text)
        with open(name) as file:
            if file.read() != text:
                problems.append(name)
        with lock:
            with open("/data/all", "a") as file:
                file.write(f"{number} {turn}\n")
        if turn % 2 == 0:
            os.remove(name)


threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
lines = open("/data/all").read().splitlines()
print(len(lines), len(set(lines)), len(os.listdir("/data")), problems)
