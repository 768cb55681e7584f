import sys


def check(ready: bool) -> None:
    if not ready:
        sys.exit("not ready: told on stderr, status 1")


check(True)
print("first is fine")
check(False)
