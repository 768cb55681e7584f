import sys
import threading
print(sys.getrecursionlimit())
sys.setrecursionlimit(2000)
print(sys.getrecursionlimit())
def deep(n: int) -> int:
    return deep(n + 1) + 1
try:
    deep(0)
except RecursionError as e:
    print("caught", type(e).__name__, e)
def work() -> None:
    try:
        deep(0)
    except RecursionError as e:
        print("thread", e)
t = threading.Thread(target=work)
t.start(); t.join()
print("on")
try:
    sys.setrecursionlimit(0)
except ValueError as e:
    print(e)
