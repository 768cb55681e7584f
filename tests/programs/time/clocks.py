import time

before = time.monotonic()
start = time.perf_counter()
wall = time.time()
time.sleep(0.05)
slept = time.monotonic() - before
print(0.045 <= slept < 30, time.perf_counter() - start >= 0.045, 0 < time.time() - wall < 30, wall > 1_700_000_000)
last = time.monotonic_ns()
for _ in range(1000):
    now = time.monotonic_ns()
    if now < last:
        print("went backwards")
    last = now
time.sleep(0)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
