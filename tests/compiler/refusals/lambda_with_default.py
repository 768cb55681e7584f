from typing import Callable
fs: list[Callable[[], int]] = []
for i in range(3):
    fs.append(lambda i=i: i * 2)
